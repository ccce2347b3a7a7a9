package org.conferenceid.adoption;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.conferenceid.RequestContext;
import org.conferenceid.StoreException;
import org.conferenceid.change.AdoptionMode;
import org.conferenceid.internal.ChangeExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings in the IDs that an organization has already (B13), once, when it starts to use this
 * library. Each is checked: seven digits (S12), not guessable (B7), nobody else's, not in
 * quarantine (B2). A user who is adopted is enabled, and keeps the ID; no e-mail is sent, because
 * nothing changes for the user.
 *
 * <p>Obtained from {@code Administration.adoption()}. Safe for use by any number of threads.
 *
 * @since 0.1.0
 */
public final class AdoptionService {
  private static final Logger log = LoggerFactory.getLogger("org.conferenceid.adoption");

  private static final String UNLESS_SAID = "adopted";

  private final ChangeExecutor changes;

  /**
   * Makes the service: {@code Administration} does.
   *
   * @param changes makes the changes
   */
  @SuppressWarnings("exports") // applications get it from Administration
  public AdoptionService(ChangeExecutor changes) {
    Objects.requireNonNull(changes, "changes");
    this.changes = changes;
  }

  /**
   * Adopts the IDs of a list, on this thread. A list may be given again: users who have the very ID
   * that it says are left as they are.
   *
   * <p>Memory grows with the number of different users and IDs, which are kept to find those that
   * stand there twice; with {@link AdoptionMode#ALL_OR_NOTHING} the list itself is kept, and all of
   * it is one transaction.
   *
   * @param lines the list
   * @param mode what to do if not all can be adopted
   * @param context who asks for it and why, for the audit; without a reason the audit says {@code
   *     adopted}
   * @param problems learns of every line that cannot be adopted, in no particular order
   * @return what was done
   * @throws StoreException if the store cannot be used; with {@link AdoptionMode#SKIP_INVALID}
   *     those that have been adopted stay, and the list can be given again
   */
  public AdoptionReport adopt(
      Iterable<AdoptionLine> lines,
      AdoptionMode mode,
      RequestContext context,
      Consumer<AdoptionProblem> problems) {
    Objects.requireNonNull(lines, "lines");
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(context, "context");
    Objects.requireNonNull(problems, "problems");
    return adopt(lines::forEach, mode, context, problems);
  }

  /**
   * Adopts the IDs of a stream, as those of a list; closing it is the caller's.
   *
   * @param lines the list, which is read once, in its order
   * @param mode what to do if not all can be adopted
   * @param context who asks for it and why, for the audit
   * @param problems learns of every line that cannot be adopted, in no particular order
   * @return what was done
   * @throws StoreException if the store cannot be used
   */
  public AdoptionReport adopt(
      Stream<AdoptionLine> lines,
      AdoptionMode mode,
      RequestContext context,
      Consumer<AdoptionProblem> problems) {
    Objects.requireNonNull(lines, "lines");
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(context, "context");
    Objects.requireNonNull(problems, "problems");
    return adopt(lines::forEachOrdered, mode, context, problems);
  }

  private AdoptionReport adopt(
      Consumer<Consumer<AdoptionLine>> lines,
      AdoptionMode mode,
      RequestContext context,
      Consumer<AdoptionProblem> problems) {
    RequestContext said = context.reason().isPresent() ? context : context.reason(UNLESS_SAID);
    AdoptionRun run = new AdoptionRun(changes, mode, said, problems);
    lines.accept(run::read);
    AdoptionReport report = run.end();
    log.info("adoption, mode {}: {}", mode, report);
    return report;
  }
}
