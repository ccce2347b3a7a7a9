package org.conferenceid.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.conferenceid.Cause;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdPolicy;
import org.conferenceid.EmailAddress;
import org.conferenceid.PhoneNumber;
import org.conferenceid.UserId;

/** That the arbitraries make valid values, and the ones that find faults. */
class ConferenceArbitrariesTest {

  @Provide
  Arbitrary<ConferenceId> ids() {
    return ConferenceArbitraries.ids();
  }

  @Provide
  Arbitrary<UserId> users() {
    return ConferenceArbitraries.userIds();
  }

  @Provide
  Arbitrary<Cause> causes() {
    return ConferenceArbitraries.causes();
  }

  @Provide
  Arbitrary<PhoneNumber> numbers() {
    return ConferenceArbitraries.phoneNumbers();
  }

  @Provide
  Arbitrary<EmailAddress> addresses() {
    return ConferenceArbitraries.emailAddresses();
  }

  @Property(tries = 300)
  void idsAreIssuable(@ForAll("ids") ConferenceId id) {
    assertThat(ConferenceIdPolicy.isGuessable(id)).isFalse();
  }

  @Property(tries = 1000, seed = "1")
  void userKeysAreShortAndLongAndOdd(@ForAll("users") UserId user) {
    String key = user.value();
    Statistics.label("short").collect(key.length() < 3);
    Statistics.label("short").coverage(c -> c.check(true).count(n -> n > 0));
    Statistics.label("long").collect(key.length() > 200);
    Statistics.label("long").coverage(c -> c.check(true).count(n -> n > 0));
    Statistics.label("emoji").collect(key.codePoints().count() < key.length());
    Statistics.label("emoji").coverage(c -> c.check(true).count(n -> n > 0));
  }

  @Property(tries = 300, seed = "1")
  void causesHaveEachPartAndLackIt(@ForAll("causes") Cause cause) {
    Statistics.label("keyed").collect(cause.key().isPresent());
    Statistics.label("keyed")
        .coverage(
            c -> {
              c.check(true).count(n -> n > 0);
              c.check(false).count(n -> n > 0);
            });
  }

  @Property(tries = 300)
  void phoneNumbersAreInternational(@ForAll("numbers") PhoneNumber number) {
    assertThat(number.telUri()).matches("tel:\\+[1-9][0-9]{6,14}");
  }

  @Property(tries = 300)
  void addressesBelongToNobody(@ForAll("addresses") EmailAddress address) {
    assertThat(address.value()).matches(".+@example\\.(org|com|net)");
  }
}
