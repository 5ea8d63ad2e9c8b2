/* Prints what Redocly's recommended rules find in a document, one line each. */
import {createConfig, lint} from '@redocly/openapi-core';

const problems = await lint({ref: process.argv[2], config: await createConfig({extends: ['recommended']})});
for (const problem of problems) {
  console.log(`${problem.severity} ${problem.ruleId}: ${problem.message} ${problem.location[0]?.pointer ?? ''}`);
}
