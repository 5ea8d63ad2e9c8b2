/*
 * Builds the console's one style sheet: of PatternFly what the pages use, and poolwarden.css behind it. Called by Maven
 * with the file to write. Does nothing if nothing has changed, and calls npm only if the lock file has.
 */
import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const MAIN = dirname(HERE);
const PATTERNFLY = join(HERE, 'node_modules/@patternfly/patternfly');
/** In PatternFly's own order: its components count on it. */
const COMPONENTS = [
  'Alert/alert', 'Breadcrumb/breadcrumb', 'Button/button', 'Card/card', 'Check/check', 'CodeBlock/code-block',
  'DescriptionList/description-list', 'EmptyState/empty-state', 'Form/form', 'FormControl/form-control',
  'HelperText/helper-text', 'Label/label', 'List/list', 'Masthead/masthead', 'Nav/nav', 'Panel/panel', 'Radio/radio',
  'SkipToContent/skip-to-content', 'Table/table', 'Table/table-grid', 'Title/title', 'Toolbar/toolbar'
];
/** PatternFly's themes are classes that a script sets; our pages have none without a script, so that the browser decides. */
const THEMES = {dark: '(prefers-color-scheme: dark)', 'high-contrast': '(prefers-contrast: more)'};

const lock = digest([join(HERE, 'package-lock.json')]);
const stamp = join(HERE, 'node_modules/.poolwarden');
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  try {
    execFileSync('npm', ['ci', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--silent'], {
      cwd: HERE,
      stdio: ['ignore', 'inherit', 'inherit']
    });
  } catch (failed) {
    console.error('npm could not fetch what the console\'s style sheet is built from: ' + failed.message
        + '. Check the way to the npm registry (npm config get registry), and build again.');
    process.exit(1);
  }
  writeFileSync(stamp, lock);
}

const target = process.argv[2];
const sources = [...files(join(MAIN, 'webapp'), /\.(jsp|tag|js)$/), ...files(join(MAIN, 'java'), /(View|LeaseRow|LeaseDetails)\.java$/)];
const all = digest([...sources, ...['poolwarden.css', 'build.mjs', 'package-lock.json'].map(name => join(HERE, name))]);
const built = target + '.digest';
if (!existsSync(target) || !existsSync(built) || readFileSync(built, 'utf8') !== all) {
  mkdirSync(dirname(target), {recursive: true});
  writeFileSync(target, await build());
  writeFileSync(built, all);
}

async function build() {
  const {PurgeCSS} = await import('purgecss');
  const {default: postcss} = await import('postcss');
  const names = ['patternfly-base', ...COMPONENTS.map(name => 'components/' + name)];
  const whole = postcss.parse(names.map(name => readFileSync(join(PATTERNFLY, name + '.css'), 'utf8')).join('\n'));
  // Fonts are the system's; there are no icons.
  whole.walkAtRules('font-face', rule => rule.remove());
  whole.walkRules(/^\.(fa|pf-v6-icon)/, rule => rule.remove());
  // Nothing moves: a colour that is on its way from light to dark has too little contrast meanwhile.
  whole.walkDecls(/^(transition|animation)/, one => one.remove());
  whole.walkRules(/pf-v6-theme-/, rule => theme(rule, postcss));
  const purged = await new PurgeCSS().purge({
    content: sources,
    css: [{raw: whole.toString()}],
    keyframes: true,
    defaultExtractor: content => content.match(/[\w-]+/g) ?? []
  });
  const own = readFileSync(join(HERE, 'poolwarden.css'), 'utf8');
  const sheet = postcss.parse(purged[0].css + '\n' + own);
  forget(sheet);
  inline(sheet);
  forget(sheet);
  squeeze(sheet);
  const {version} = JSON.parse(readFileSync(join(PATTERNFLY, 'package.json'), 'utf8'));
  return '/* Contains parts of PatternFly ' + version + ', MIT License: see WEB-INF/LICENSE-patternfly.txt */\n'
      + shorten(sheet.toString()) + '\n';
}

/** A rule of a theme holds when the browser says so; one of a theme that we have not is dropped. */
function theme(rule, postcss) {
  const kept = rule.selectors.filter(one => !/pf-v6-theme-(felt|glass|redhat)/.test(one.replace(/:not\([^()]*\)/g, '')));
  if (kept.length === 0) {
    rule.remove();
    return;
  }
  rule.selectors = kept;
  const wanted = Object.keys(THEMES).filter(name => rule.selector.includes('.pf-v6-theme-' + name));
  if (wanted.length === 0) {
    return;
  }
  rule.selectors = kept.map(one => one.replaceAll(/:where\((?:\.pf-v6-theme-[\w-]+)+\)/g, '') || ':root');
  const media = rule.clone();
  const at = postcss.atRule({name: 'media', params: wanted.map(name => THEMES[name]).join(' and ')});
  at.append(media);
  rule.replaceWith(at);
}

/** Drops each custom property that nothing reads any more, until all that are left are read. */
function forget(sheet) {
  for (let dropped = 1; dropped > 0;) {
    const read = new Set(sheet.toString().match(/var\(\s*--[\w-]+/g).map(one => one.replace(/var\(\s*/, '')));
    dropped = 0;
    sheet.walkDecls(/^--/, one => {
      if (!read.has(one.prop)) {
        one.remove();
        dropped++;
      }
    });
    sheet.walkAtRules('property', one => read.has(one.params) || one.remove());
    sheet.walkRules(one => one.nodes.length > 0 || one.remove());
    sheet.walkAtRules(one => !one.nodes || one.nodes.length > 0 || one.remove());
  }
}

/**
 * Puts the value of a custom property where it is read, if nothing overrides it: if it has one declaration, and that is
 * a value of its own or holds for the whole page. PatternFly's names are many times as long as their values.
 */
function inline(sheet) {
  for (let found = true; found;) {
    const all = new Map();
    sheet.walkDecls(/^--/, one => all.set(one.prop, all.has(one.prop) ? null : one));
    const values = new Map([...all].filter(([, one]) => one !== null && one.parent.parent === sheet
        && (one.parent.selector === ':root' || !one.value.includes('var('))));
    found = false;
    sheet.walkDecls(one => {
      const value = one.value.replace(/var\(\s*(--[\w-]+)\s*\)/g, (read, name) => values.has(name) ? values.get(name).value : read);
      if (value !== one.value) {
        one.value = value;
        found = true;
      }
    });
  }
}

/** No page and no script knows a custom property of PatternFly's, and their names are half of the sheet. */
function shorten(css) {
  const names = new Map();
  return css.replace(/--pf-[\w-]+/g, name => {
    if (!names.has(name)) {
      names.set(name, '--p' + names.size.toString(36));
    }
    return names.get(name);
  });
}

/** Without comments and blanks that a browser does not need. */
function squeeze(sheet) {
  sheet.walkComments(one => one.remove());
  sheet.walk(one => {
    one.raws.before = '';
    one.raws.after = '';
    one.raws.between = one.type === 'decl' ? ':' : '';
    one.raws.semicolon = false;
    if (one.type === 'rule') {
      one.selector = one.selector.replace(/\s*\n\s*/g, ' ').replace(/\s*([,>])\s*/g, '$1');
    }
  });
  sheet.raws.after = '';
}

function files(folder, name) {
  return readdirSync(folder, {withFileTypes: true, recursive: true})
      .filter(one => one.isFile() && name.test(one.name))
      .map(one => join(one.parentPath ?? one.path, one.name))
      .sort();
}

function digest(names) {
  const hash = createHash('sha256');
  names.forEach(name => hash.update(name.slice(MAIN.length)).update(readFileSync(name)));
  return hash.digest('hex');
}
