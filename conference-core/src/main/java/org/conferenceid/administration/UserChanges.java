package org.conferenceid.administration;

import org.conferenceid.ConferenceEvent;
import org.conferenceid.EventKind;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.change.ConferenceInfoRequest;
import org.conferenceid.change.ConferenceInfoResult;
import org.conferenceid.change.DisableRequest;
import org.conferenceid.change.DisableResult;
import org.conferenceid.change.EnableRequest;
import org.conferenceid.change.EnableResult;
import org.conferenceid.change.RevealIdResult;
import org.conferenceid.internal.ChangeExecutor;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;

/** The changes of one user but for a reset, each of which has a result of its own. */
final class UserChanges {
  private final ChangeExecutor executor;

  UserChanges(ChangeExecutor executor) {
    this.executor = executor;
  }

  EnableResult enable(EnableRequest request) {
    ChangeResult result = executor.execute(EventKind.ENABLED, request);
    if (result instanceof ChangeResult.AlreadyEnabled already) {
      return new EnableResult.AlreadyEnabled(already.organizer());
    }
    ChangeResult.Done done = ChangeExecutor.done(result);
    ConferenceEvent event = done.event();
    return new EnableResult.Enabled(
        event.user(),
        event.newId().orElseThrow(),
        event.version(),
        event.at(),
        done.replayed(),
        done.committed());
  }

  DisableResult disable(DisableRequest request) {
    ChangeResult result = executor.execute(EventKind.DISABLED, request);
    if (result instanceof ChangeResult.NotEnabled) {
      return new DisableResult.NotEnabled(request.user());
    }
    ChangeResult.Done done = ChangeExecutor.done(result);
    ConferenceEvent event = done.event();
    return new DisableResult.Disabled(
        event.user(),
        event.oldId().orElseThrow(),
        event.version(),
        event.at(),
        done.replayed(),
        done.committed());
  }

  /** Sends information because it is asked for, even if mail is switched off. */
  ConferenceInfoResult sendInfo(EventKind kind, ConferenceInfoRequest request) {
    ChangeResult result = executor.execute(kind, request.mail(true));
    if (result instanceof ChangeResult.NotEnabled) {
      return new ConferenceInfoResult.NotEnabled(request.user());
    }
    ChangeResult.Done done = ChangeExecutor.done(result);
    return new ConferenceInfoResult.Queued(
        done.event().user(), done.event().at(), done.replayed(), done.committed());
  }

  RevealIdResult revealId(UserId user, RequestContext context) {
    ChangeResult result =
        executor.execute(Change.builder(EventKind.ID_REVEALED, user).context(context).build());
    if (result instanceof ChangeResult.NotEnabled) {
      return new RevealIdResult.NotEnabled(user);
    }
    ChangeResult.Done done = ChangeExecutor.done(result);
    ConferenceEvent event = done.event();
    return new RevealIdResult.Revealed(
        event.user(), event.newId().orElseThrow(), event.version(), event.at(), done.committed());
  }
}
