package org.conferenceid.adoption;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.conferenceid.ConferenceId;
import org.conferenceid.InvalidConferenceIdException;
import org.conferenceid.InvalidValueException;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.change.AdoptionMode;
import org.conferenceid.change.AdoptionResult;
import org.conferenceid.internal.ChangeExecutor;
import org.conferenceid.spi.Adoption;

/** One list of IDs to be adopted: checks each line by itself, then asks the store. Used once. */
final class AdoptionRun {
  private static final int BATCH_SIZE = 1000;

  private final ChangeExecutor changes;
  private final AdoptionMode mode;
  private final RequestContext context;
  private final Consumer<AdoptionProblem> listener;

  private final Map<UserId, Long> lineOfUser = new HashMap<>();
  private final Map<ConferenceId, Long> lineOfId = new HashMap<>();
  private final List<Adoption> waiting = new ArrayList<>();
  private final List<Long> lineNumbers = new ArrayList<>();

  private long adopted;
  private long unchanged;
  private long notApplied;
  private long problems;

  AdoptionRun(
      ChangeExecutor changes,
      AdoptionMode mode,
      RequestContext context,
      Consumer<AdoptionProblem> listener) {
    this.changes = changes;
    this.mode = mode;
    this.context = context;
    this.listener = listener;
  }

  void read(AdoptionLine line) {
    UserId user;
    ConferenceId id;
    try {
      user = UserId.of(line.user());
    } catch (InvalidValueException e) {
      report(AdoptionProblem.malformed(line.number(), AdoptionProblem.Reason.NO_USER_KEY, e));
      return;
    }
    try {
      id = ConferenceId.parse(line.id());
    } catch (InvalidConferenceIdException e) {
      report(AdoptionProblem.malformed(line.number(), AdoptionProblem.Reason.NO_ID, e));
      return;
    }
    if (isFirst(lineOfUser, user, line.number(), AdoptionProblem.Reason.USER_TWICE)
        && isFirst(lineOfId, id, line.number(), AdoptionProblem.Reason.ID_TWICE)) {
      waiting.add(new Adoption(user, id, context));
      lineNumbers.add(line.number());
      if (waiting.size() == BATCH_SIZE && mode != AdoptionMode.ALL_OR_NOTHING) {
        ask(mode);
      }
    }
  }

  private <T> boolean isFirst(
      Map<T, Long> lineOf, T thing, long line, AdoptionProblem.Reason reason) {
    Long earlier = lineOf.putIfAbsent(thing, line);
    if (earlier != null) {
      report(AdoptionProblem.repeated(line, reason, earlier));
    }
    return earlier == null;
  }

  private void report(AdoptionProblem problem) {
    problems++;
    listener.accept(problem);
  }

  AdoptionReport end() {
    // What stands in the list itself decides for all, and the store still tells its own problems.
    ask(mode.withholds(problems > 0) ? AdoptionMode.DRY_RUN : mode);
    return new AdoptionReport(adopted, unchanged, notApplied, problems);
  }

  private void ask(AdoptionMode how) {
    List<AdoptionResult> results = changes.adopt(List.copyOf(waiting), how);
    for (int i = 0; i < results.size(); i++) {
      judge(lineNumbers.get(i), waiting.get(i), results.get(i));
    }
    waiting.clear();
    lineNumbers.clear();
  }

  private void judge(long line, Adoption adoption, AdoptionResult result) {
    if (result instanceof AdoptionResult.Adopted) {
      adopted++;
    } else if (result instanceof AdoptionResult.NotApplied) {
      notApplied++;
    } else if (!adoption.isRefused(result)) {
      unchanged++;
    } else if (result instanceof AdoptionResult.Unavailable unavailable) {
      report(AdoptionProblem.of(line, unavailable.lookup()));
    } else if (result instanceof AdoptionResult.Guessable) {
      report(AdoptionProblem.guessable(line));
    } else {
      report(AdoptionProblem.hasAnother(line, adoption.user()));
    }
  }
}
