package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Settlement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What names a message where it arrives: OB-12. */
abstract class MessageKeyRules extends Rules {
  private static final int DIGITS = 32;

  MessageKeyRules(StoreHooks hooks) {
    super(hooks);
  }

  @Test
  @DisplayName("OB-12: a message keeps its key at every attempt, and when it is sent again")
  void shouldKeepTheMessageKey() {
    enable(AMELIE);
    Lease first = claimOne();
    advance(LEASE);
    Lease second = claimOne();
    settle(second, new Settlement.Released());
    Lease third = claimOne();
    settle(third, new Settlement.Failed("SMTP 550"));
    store.outbox().resend(List.of(third.number()));
    Lease fourth = claimOne();

    assertThat(List.of(second, third, fourth))
        .as("the keys of message %d after an ended lease, a release and a failure", first.number())
        .extracting(Lease::messageKey)
        .containsOnly(first.messageKey());
  }

  @Test
  @DisplayName("OB-12: no two messages have one key, queued one by one, together or on request")
  void shouldDrawAKeyForEachMessage() {
    enable(AMELIE);
    doneAll(List.of(Wish.enable(BRUNO), Wish.enable(CHLOE)));
    List<Lease> leases = new ArrayList<>(claim());
    leases.forEach(lease -> settle(lease, new Settlement.Sent()));
    reset(AMELIE);
    info(BRUNO);
    doneAll(List.of(Wish.reset(CHLOE)));
    leases.addAll(claim());

    assertThat(leases)
        .as("the keys of six messages")
        .hasSize(6)
        .extracting(Lease::messageKey)
        .doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("OB-12: a key is 32 hexadecimal digits in lower case, each of them drawn")
  void shouldDrawEveryDigit() {
    doneAll(users(40).stream().map(Wish::enable).toList());
    List<String> keys = claim().stream().map(Lease::messageKey).toList();

    assertThat(keys)
        .as("the keys of 40 messages")
        .hasSize(40)
        .allSatisfy(key -> assertThat(key).matches("[0-9a-f]{" + DIGITS + "}"));
    for (int i = 0; i < DIGITS; i++) {
      int place = i;
      assertThat(keys.stream().map(key -> key.charAt(place)).distinct().count())
          .as(
              "how many different digits 40 keys have at place %d; one that is always the same is"
                  + " not drawn",
              place)
          .isGreaterThan(1);
    }
  }

  @Test
  @DisplayName("OB-12: the same message in another store has another key: nobody can predict it")
  void shouldNotDeriveTheKey() {
    enable(AMELIE, ID_1);
    String key = claimOne().messageKey();
    for (int i = 0; i < 2; i++) {
      store = hooks.createStore();
      enable(AMELIE, ID_1);
      assertThat(claimOne().messageKey())
          .as("the key of the same message in a store that was made anew")
          .isNotEqualTo(key);
    }
  }

  @Test
  @DisplayName("OB-12: one of many messages has the key that it has when it is claimed alone")
  void shouldNotMixKeysUp() {
    users(20).forEach(this::enable);
    List<Lease> together = claim();
    together.forEach(lease -> settle(lease, new Settlement.Released()));
    List<Lease> alone = IntStream.range(0, 20).mapToObj(i -> claim(1).get(0)).toList();

    assertThat(alone)
        .as("keys of messages that are claimed one by one")
        .extracting(lease -> lease.number() + " " + lease.messageKey())
        .containsExactlyElementsOf(
            together.stream().map(lease -> lease.number() + " " + lease.messageKey()).toList());
  }
}
