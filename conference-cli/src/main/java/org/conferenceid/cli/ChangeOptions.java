package org.conferenceid.cli;

import java.util.Optional;
import org.conferenceid.change.ChangeRequest;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What can be said of a change of one user. */
final class ChangeOptions {
  @Mixin private final ContextOptions asked = new ContextOptions();

  @Option(
      names = "--key",
      paramLabel = "TEXT",
      description = "An idempotency key: given again, it changes nothing more.")
  private Optional<String> key = Optional.empty();

  @Option(names = "--no-mail", description = "Send no e-mail about it.")
  private boolean noMail;

  boolean mail() {
    return !noMail;
  }

  <R extends ChangeRequest<R>> R completed(R request) {
    R complete = request.context(asked.context()).mail(mail());
    return key.isPresent() ? complete.idempotencyKey(key.get()) : complete;
  }
}
