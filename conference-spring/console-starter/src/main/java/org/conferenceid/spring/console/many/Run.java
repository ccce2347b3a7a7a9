package org.conferenceid.spring.console.many;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.bulk.BulkObserver;
import org.conferenceid.bulk.BulkReport;
import org.conferenceid.bulk.BulkResult;
import org.conferenceid.capacity.IdsExhaustedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run that this node does, or did. What was done stands in the audit; here is what does not: who
 * was passed over, and why the run ended. Safe for use by any number of threads.
 */
final class Run implements Runnable, BulkObserver {
  private static final Logger log = LoggerFactory.getLogger("org.conferenceid.spring.console");

  /** Where a run stands on the node that does it. */
  enum State {
    /** It goes on. */
    RUNNING,
    /** It ends after the batch that is being done. */
    STOPPING,
    /** It was stopped before its end. */
    STOPPED,
    /** All users have been dealt with. */
    FINISHED,
    /** No ID is left. */
    EXHAUSTED,
    /** It was ended by a fault. */
    FAILED
  }

  /** Why nothing was done for a user. */
  enum Reason {
    /** The user is unknown or not enabled. */
    NOT_ENABLED,
    /** The store failed, or the key was used for something else. */
    FAILED
  }

  /**
   * A user for whom nothing was done.
   *
   * @param user the user
   * @param reason why
   */
  record Problem(UserId user, Reason reason) {}

  private final Administration administration;
  private final RunRequest request;
  private final Optional<List<UserId>> users;
  private final List<Problem> problems = new ArrayList<>();
  private State state = State.RUNNING;

  Run(Administration administration, RunRequest request, Optional<List<UserId>> users) {
    this.administration = administration;
    this.request = request;
    this.users = users;
  }

  @Override
  public void run() {
    try {
      BulkReport done = request.action().run(administration, request, users, false, this);
      end(done.cancelled() ? State.STOPPED : State.FINISHED);
    } catch (IdsExhaustedException e) {
      end(State.EXHAUSTED);
    } catch (Throwable thrown) {
      log.warn("A run over many users ended before its end: {}", request, thrown);
      end(State.FAILED);
    }
  }

  private synchronized void end(State newState) {
    state = newState;
  }

  @Override
  public synchronized void onResult(BulkResult result) {
    if (result instanceof BulkResult.NotEnabled) {
      problems.add(new Problem(result.user(), Reason.NOT_ENABLED));
    } else if (result instanceof BulkResult.Failed) {
      problems.add(new Problem(result.user(), Reason.FAILED));
    }
  }

  @Override
  public synchronized boolean isCancelled() {
    return state == State.STOPPING;
  }

  synchronized void stop() {
    if (state == State.RUNNING) {
      state = State.STOPPING;
    }
  }

  RunRequest request() {
    return request;
  }

  Optional<List<UserId>> users() {
    return users;
  }

  synchronized State state() {
    return state;
  }

  synchronized boolean isGoingOn() {
    return state == State.RUNNING || state == State.STOPPING;
  }

  /** Those for whom nothing was done. */
  synchronized List<Problem> problems() {
    return List.copyOf(problems);
  }
}
