package org.conferenceid.cli;

import java.util.Optional;
import org.conferenceid.RequestContext;
import picocli.CommandLine.Option;

/** Who asks for a change and why (B10). */
final class ContextOptions {
  @Option(
      names = "--by",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "Who asks for it, for the audit (default: who runs this).")
  private Optional<String> actor = Optional.empty();

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the audit.")
  private Optional<String> reason = Optional.empty();

  RequestContext context() {
    RequestContext context = RequestContext.NONE;
    if (actor.isPresent()) {
      context = context.by(actor.get());
    }
    return reason.isPresent() ? context.reason(reason.get()) : context;
  }
}
