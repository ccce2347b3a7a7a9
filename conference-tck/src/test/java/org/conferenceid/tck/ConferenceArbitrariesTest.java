package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdPolicy;
import org.conferenceid.EmailAddress;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.invitation.PhoneNumber;

/** That the arbitraries are found, make valid values, and the ones that find faults. */
class ConferenceArbitrariesTest {

  @Property(tries = 300)
  void idsAreIssuable(@ForAll ConferenceId id) {
    assertThat(ConferenceIdPolicy.isGuessable(id)).isFalse();
  }

  @Property(tries = 1000, seed = "1")
  void userKeysAreShortAndLongAndOdd(@ForAll UserId user) {
    String key = user.value();
    Statistics.label("short").collect(key.length() < 3);
    Statistics.label("short").coverage(c -> c.check(true).count(n -> n > 0));
    Statistics.label("long").collect(key.length() > 200);
    Statistics.label("long").coverage(c -> c.check(true).count(n -> n > 0));
    Statistics.label("emoji").collect(key.codePoints().count() < key.length());
    Statistics.label("emoji").coverage(c -> c.check(true).count(n -> n > 0));
  }

  @Property(tries = 300, seed = "1")
  void contextsHaveEachPartAndLackIt(@ForAll RequestContext context) {
    Map<String, Optional<String>> parts =
        Map.of(
            "actor", context.actor(),
            "reason", context.reason(),
            "public reason", context.publicReason());
    parts.forEach(
        (name, part) -> {
          Statistics.label(name).collect(part.isPresent());
          Statistics.label(name)
              .coverage(
                  c -> {
                    c.check(true).count(n -> n > 0);
                    c.check(false).count(n -> n > 0);
                  });
        });
  }

  @Property(tries = 300)
  void phoneNumbersAreInternational(@ForAll PhoneNumber number) {
    assertThat(number.telUri()).matches("tel:\\+[1-9][0-9]{6,14}");
  }

  @Property(tries = 300)
  void addressesBelongToNobody(@ForAll EmailAddress address) {
    assertThat(address.value()).matches(".+@example\\.(org|com|net)");
  }
}
