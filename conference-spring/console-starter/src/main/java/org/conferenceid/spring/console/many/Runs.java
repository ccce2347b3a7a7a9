package org.conferenceid.spring.console.many;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.springframework.beans.factory.DisposableBean;

/**
 * The runs of this node: those that go on, and the last ones that ended. One run key is never run
 * twice at once here; on two nodes it may be, which harms nobody, because each user is changed once
 * under it.
 */
final class Runs implements DisposableBean {
  /** With their lists of users, for who wants to go on with one. */
  private static final int MAX_REMEMBERED = 20;

  private final Administration administration;
  private final Executor executor;
  private final Map<String, Run> byKey = new LinkedHashMap<>();

  Runs(Administration administration, Executor executor) {
    this.administration = administration;
    this.executor = executor;
  }

  /** Starts a run unless one with its key goes on here. */
  synchronized void start(RunRequest request, Optional<List<UserId>> users) {
    Run present = byKey.get(request.key());
    if (present != null && present.isGoingOn()) {
      return;
    }
    Run run = new Run(administration, request, users);
    byKey.remove(request.key());
    forgetOldest();
    byKey.put(request.key(), run);
    executor.execute(run);
  }

  private void forgetOldest() {
    byKey.values().stream()
        .filter(run -> byKey.size() >= MAX_REMEMBERED && !run.isGoingOn())
        .findFirst()
        .ifPresent(oldest -> byKey.remove(oldest.request().key()));
  }

  /** The run that this node does or did under a key. */
  synchronized Optional<Run> find(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /** Stops all: what was done stays, and the same key does the rest. */
  @Override
  public synchronized void destroy() {
    byKey.values().forEach(Run::stop);
  }
}
