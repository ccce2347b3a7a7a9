/**
 * Changes of many users at once: looked at before, confirmed by typing a number, run in the
 * background of one node, and followed from every node. How far a run is, is counted in the audit
 * by its run key, so it survives a reload, a restart and the end of a session.
 */
@NullMarked
package org.conferenceid.spring.console.many;

import org.jspecify.annotations.NullMarked;
