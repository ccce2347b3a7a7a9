package org.conferenceid.adoption;

/**
 * What became of a list of IDs to be adopted (B13).
 *
 * @param adopted how many were adopted
 * @param unchanged how many users had that very ID already
 * @param notApplied how many could have been adopted, and were not because of the mode
 * @param problems how many lines could not be adopted
 * @since 0.1.0
 */
public record AdoptionReport(long adopted, long unchanged, long notApplied, long problems) {}
