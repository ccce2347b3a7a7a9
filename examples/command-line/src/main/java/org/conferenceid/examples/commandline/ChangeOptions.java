package org.conferenceid.examples.commandline;

import java.util.Optional;
import org.conferenceid.RequestContext;
import org.conferenceid.change.ChangeRequest;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What can be said of a change of one user. */
final class ChangeOptions {
  @Mixin private final CauseOptions cause = new CauseOptions();

  @Option(
      names = "--key",
      paramLabel = "TEXT",
      description = "A name for this wish: given again, it changes nothing more.")
  private Optional<String> key = Optional.empty();

  @Option(names = "--no-mail", description = "Send no e-mail about it.")
  private boolean noMail;

  boolean mail() {
    return !noMail;
  }

  <R extends ChangeRequest<R>> R completed(R request) {
    RequestContext said = cause.cause();
    R complete = request.mail(mail());
    if (said.actor().isPresent()) {
      complete = complete.by(said.actor().get());
    }
    if (said.reason().isPresent()) {
      complete = complete.reason(said.reason().get());
    }
    return key.isPresent() ? complete.idempotencyKey(key.get()) : complete;
  }
}
