package org.conferenceid.cli;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.conferenceid.invitation.Bridge;
import picocli.CommandLine.Option;

/** The dial-in numbers and the link that stand in the messages. */
final class BridgeOptions {
  @Option(
      names = "--toll",
      paramLabel = "NUMBER=PLACE",
      description = "A dial-in number, such as \"+33 1 99 00 00 00=Paris\".")
  private Map<String, String> toll = new LinkedHashMap<>();

  @Option(
      names = "--toll-free",
      paramLabel = "NUMBER=PLACE",
      description = "A dial-in number that is free for the caller.")
  private Map<String, String> tollFree = new LinkedHashMap<>();

  @Option(
      names = "--extension",
      paramLabel = "NUMBER=PLACE",
      description = "A number that is dialled within the organization only.")
  private Map<String, String> extensions = new LinkedHashMap<>();

  @Option(
      names = "--all-numbers-link",
      paramLabel = "URL",
      description = "A page with all dial-in numbers; must be given with more than are shown.")
  private Optional<URI> allNumbersLink = Optional.empty();

  @Option(
      names = "--max-numbers",
      paramLabel = "N",
      description = "How many numbers a message shows (default: 10).")
  private Optional<Integer> maxNumbers = Optional.empty();

  @Option(
      names = "--update-link",
      paramLabel = "URL",
      description = "A page that tells how to update meetings.")
  private Optional<URI> updateLink = Optional.empty();

  /** The bridge that was given; empty without any number. */
  Optional<Bridge> bridge() {
    if (toll.isEmpty() && tollFree.isEmpty() && extensions.isEmpty()) {
      return Optional.empty();
    }
    Bridge.Builder bridge = Bridge.builder();
    toll.forEach(bridge::toll);
    tollFree.forEach(bridge::tollFree);
    extensions.forEach(bridge::extension);
    allNumbersLink.ifPresent(bridge::allNumbersLink);
    maxNumbers.ifPresent(bridge::maxNumbersShown);
    updateLink.ifPresent(bridge::meetingUpdateLink);
    return Optional.of(bridge.build());
  }
}
