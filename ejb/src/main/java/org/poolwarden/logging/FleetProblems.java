package org.poolwarden.logging;

import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.FormatWith;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.poolwarden.request.Problem;

/** What is said of the other nodes, 700 to 749. Reached through {@link Messages#LOG}, as all others. */
@MessageLogger(projectCode = "PWARDEN", length = 4)
interface FleetProblems {

    @LogMessage(level = Logger.Level.INFO)
    @Message(
            id = 700,
            value = "Joined the fleet of the cluster %s as node %s. Its members now: %s. Every node of the cluster can "
                    + "read what Poolwarden lists here; the manual says how JGroups keeps others out "
                    + "(doc/security.md).")
    void fleetJoined(
            @FormatWith(Known.class) String cluster,
            @FormatWith(Known.class) String node,
            @FormatWith(Known.class) Object members);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 701,
            value = "The command dispatcher of the server's cluster cannot be used. Poolwarden shows this server "
                    + "alone; everything else works. Report this warning with its stack trace.")
    void fleetNotJoined(@Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 702, value = "A question of another node failed here. Report this warning with its stack trace.")
    void questionBroke(@Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 704,
            value = "The MBean %s cannot be registered. JMX and the command line show this server alone; everything "
                    + "else works. Report this warning with its stack trace.")
    void fleetNotRegistered(@Cause Throwable cause, @FormatWith(Known.class) String bean);

    default Problem notJoinedYet() {
        return Numbered.text(
                        726,
                        "This server may be in a cluster that Poolwarden has not joined yet. Other nodes may be"
                                + " missing.")
                .about("the cluster")
                .action("Try again in a few minutes, or set poolwarden.fleet to ALONE if there is no cluster.");
    }

    default Problem cannotJoin(Object why) {
        return Numbered.text(727, "Poolwarden cannot join the server's cluster: %s. Other nodes are missing.", why)
                .about("the cluster")
                .action("Find the cause in the server log, and redeploy Poolwarden.");
    }

    default Problem noDispatcherToJoin() {
        return Numbered.text(
                        728,
                        "This server has the subsystem jgroups, and Poolwarden finds no command dispatcher of a cluster"
                                + " that it can use. Other nodes may be missing.")
                .about("the cluster")
                .action("The view of all nodes needs WildFly 35 or later. See whether the server log has errors of"
                        + " JGroups, or set poolwarden.fleet to ALONE if there is no cluster.");
    }

    default Problem perhapsClustered() {
        return Numbered.text(
                        740,
                        "Poolwarden finds no command dispatcher of a cluster, and cannot see whether this server has"
                                + " the subsystem jgroups: the server does not show its model as MBeans. Other nodes"
                                + " may be missing.")
                .about("the cluster")
                .action("Set poolwarden.fleet to ALONE if there is no cluster. Otherwise add expose-resolved-model to"
                        + " the subsystem jmx, and redeploy Poolwarden.");
    }

    default Problem answerLate() {
        return Numbered.text(729, "This node has not gathered its answer in time.")
                .action("Try again in a few seconds. If it stays so, read a thread dump of that server.");
    }

    default Problem nodesNotYet() {
        return Numbered.text(731, "The nodes are being asked, and have not answered yet.")
                .action("Try again in a few seconds.");
    }

    default Problem nameShared(String name) {
        return Numbered.text(
                        730,
                        "Several servers of the cluster are named %s. Their names here end in #2, #3; their leases and"
                                + " kills cannot be told apart by id.",
                        name)
                .about(name)
                .action("Give each server its own jboss.node.name.");
    }

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 705, value = "%s asks here for a kill of lease %s, which is of the node %s. It is sent there.")
    void killSent(
            @FormatWith(Known.class) Object requester,
            @FormatWith(Known.class) Object lease,
            @FormatWith(Known.class) String node);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 706, value = "%s asked here for a kill of lease %s. The node %s is not known to accept it: %s")
    void killNotForwarded(
            @FormatWith(Known.class) Object requester,
            @FormatWith(Known.class) Object lease,
            @FormatWith(Known.class) String node,
            @FormatWith(Known.class) String why);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 703, value = "%s asked here for a kill of lease %s, which is of the node %s. It replied: kill %s.")
    void killForwarded(
            @FormatWith(Known.class) Object requester,
            @FormatWith(Known.class) Object lease,
            @FormatWith(Known.class) String node,
            @FormatWith(Known.class) Object kill);

    default Problem notAcknowledged(String node) {
        return Numbered.text(
                        724,
                        "The node %s has not said in time whether it accepts the request. It may have begun what was"
                                + " asked.",
                        node)
                .about(node)
                .action("List the kills of all nodes before you ask again.");
    }

    default Problem notAnOperatorHere(Object requester) {
        return Numbered.text(
                        725,
                        "%s may preview and end nothing on this node from another one. Nothing was done.",
                        requester)
                .action("Sign in at the node itself, or have its administrator add the name to"
                        + " poolwarden.fleet-operators.");
    }

    default Problem notOfAnotherNode(Object node) {
        return Numbered.text(
                        735,
                        "The request came from another node and says that its user has signed in at the node '%s'."
                                + " Nothing was done.",
                        node)
                .action("Sign in at this node itself. If two servers have one jboss.node.name, give each its own. If"
                        + " not, find out which member of the cluster sent it.");
    }

    default Problem notSent(String node) {
        return Numbered.text(733, "The node %s reads nothing now. Nothing was sent to it, and nothing was done.", node)
                .about(node)
                .action("Try again when the node answers, or sign in at the node itself.");
    }

    default Problem requestTooOld(Object sent, Object now) {
        return Numbered.text(
                        732,
                        "The request was sent at %s by the clock of the node that was asked. By this node's clock it is"
                                + " %s now: it is more than a minute old, or the clocks differ. Nothing was done.",
                        sent,
                        now)
                .action("See whether the lease is still there, and ask again. If it is refused again, set the clocks of"
                        + " the nodes.");
    }

    default Problem ambiguousNode(Object nodes) {
        return Numbered.text(734, "Several nodes may have given this id: %s. Nothing was done.", nodes)
                .action("Use the console or the HTTP API of the node that has the lease. Give each server its own"
                        + " jboss.node.name.");
    }

    default Problem otherNodeNotReached(String what) {
        return Numbered.text(
                        736,
                        "The id of the %s is of another node, and no node that is reached now has given it. Whether the"
                                + " %s is still there is not known. Nothing was done.",
                        what,
                        what)
                .about(what)
                .action("List the members. Ask again when the node is back, or sign in at the node itself.");
    }

    default Problem leaseElsewhere(Object lease, String node) {
        return Numbered.text(737, "Lease %s is of the node %s, which alone can show this of it.", lease, node)
                .about(node)
                .action("Ask that node, or list the leases of all nodes. Its preview can be asked for here.");
    }

    default Problem nodeSilent(String node) {
        return Numbered.text(
                        710, "The node %s has not answered in time. What is shown of it is what it told last.", node)
                .about(node)
                .action("Try again in a few seconds. If it stays silent, see whether the server is stopped, paused or"
                        + " overloaded.");
    }

    default Problem nodeFailed(String node, Object failure) {
        return Numbered.text(
                        711,
                        "The node %s cannot be asked: %s. What is shown of it is what it told last.",
                        node,
                        failure)
                .about(node)
                .action("See whether the server is stopped, and whether the network to it works.");
    }

    default Problem nodeAbsent(String node) {
        return Numbered.text(
                        712,
                        "No Poolwarden answers on the node %s, which is in the cluster. What it has told before is"
                                + " shown.",
                        node)
                .about(node)
                .action("Deploy Poolwarden there. If it is deployed, its setting poolwarden.fleet may be ALONE.");
    }

    default Problem nodeGone(String node) {
        return Numbered.text(713, "The node %s has left the cluster. Lists show what it told last.", node)
                .about(node)
                .action("If nobody stopped it, see whether its server has crashed or is cut off. It is forgotten after"
                        + " ten minutes.");
    }

    /** @param who this Poolwarden, as the reader knows it */
    default Problem otherVersionOfFleet(String who, int theirs, int ours) {
        return Numbered.text(
                        714,
                        "%s speaks version %s with other nodes, and was asked or answered in version %s.",
                        who,
                        ours,
                        theirs)
                .action("Deploy the same version of Poolwarden on all nodes. Each node still shows itself.");
    }

    /** @param who this Poolwarden, as the reader knows it */
    default Problem unknownQuestion(String who, String question) {
        return Numbered.text(715, "%s does not know the question '%s'.", who, question)
                .action("Deploy the same version of Poolwarden on all nodes. Each node still shows itself.");
    }

    default Problem answerCut(String node, String what, int told, int all) {
        return Numbered.text(
                        716,
                        "The list of the node %s has too many %s for the fleet (told: %s, found: %s).",
                        node,
                        what,
                        told,
                        all)
                .about("the " + what + " of the list")
                .action("Ask the node itself for all of it.");
    }

    default Problem answerTooLong(int most) {
        return Numbered.text(717, "A text from another node is too long and was not read (maximum length: %s).", most)
                .action("Deploy the same version of Poolwarden on all nodes.");
    }

    default Problem answerUnreadable(String node) {
        return Numbered.text(718, "The answer of the node %s is not what this version of Poolwarden expects.", node)
                .about(node)
                .action("Deploy the same version of Poolwarden on all nodes.");
    }

    default Problem notOfFleet() {
        return Numbered.text(719, "What came from another node is no message of Poolwarden.")
                .action("Deploy the same version of Poolwarden on all nodes.");
    }

    default Problem questionFailed(Object failure) {
        return Numbered.text(720, "The question failed inside Poolwarden on that node: %s.", failure)
                .action("Find the cause in the server log of that node.");
    }

    default Problem noSuchNode(String node, Object known) {
        return Numbered.text(721, "There is no node '%s' in the fleet. Known: %s.", node, known)
                .action("List the members.");
    }

    default Problem notOfAllNodes(Object operation) {
        return Numbered.text(722, "%s can only be asked of one server.", operation)
                .action("Ask the node itself, or leave the scope out.");
    }
}
