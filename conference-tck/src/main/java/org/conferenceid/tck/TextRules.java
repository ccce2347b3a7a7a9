package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.conferenceid.ConferenceId;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.Lookup;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditEntry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** That any text comes back as it went in, and that no two texts are taken for one. */
abstract class TextRules extends Rules {
  /** Pairs that a store with a lenient collation takes for one, and texts that break bad SQL. */
  static final List<String> TEXTS =
      List.of(
          "a",
          "A",
          "ä",
          "a\u0308",
          "å",
          "ss",
          "ß",
          "i",
          "ı",
          "İ",
          "1",
          "01",
          "é",
          "e",
          "ﬁ",
          "fi",
          "o'Neill",
          "\"quoted\"",
          "back\\slash",
          "'; DROP TABLE cid_user; --",
          "50%",
          "50_",
          "a b",
          "a  b",
          "a\u00a0b",
          "😀",
          "😁",
          "👩‍👩‍👧",
          "名前",
          "имя",
          "\u200bzero",
          "zero",
          "null",
          "{}",
          "x".repeat(UserId.MAX_LENGTH),
          "x".repeat(UserId.MAX_LENGTH - 1),
          "é".repeat(UserId.MAX_LENGTH),
          "😀".repeat(UserId.MAX_LENGTH / 2));

  TextRules(StoreHooks hooks) {
    super(hooks);
  }

  @Test
  @DisplayName("CS-2: user keys are compared exactly, whatever they consist of")
  void shouldKeepUsersApart() {
    Map<UserId, ConferenceId> given = new HashMap<>();
    for (String text : TEXTS) {
      UserId user = UserId.of(text);
      given.put(user, enable(user).event().newId().orElseThrow());
    }
    assertThat(given).as("the users, each with an ID").hasSize(TEXTS.size());
    given.forEach(
        (user, id) -> {
          assertThat(idOf(user)).as(user.value()).contains(id);
          assertThat(store.lookup(id)).as(user.value()).isEqualTo(new Lookup.Active(user));
          assertThat(entriesOf(user)).as("the entries of %s", user.value()).hasSize(1);
        });
  }

  @Test
  @DisplayName("CS-10: actor, reasons and idempotency key come back as they went in")
  void shouldKeepTheCause() {
    enable(AMELIE);
    List<RequestContext> contexts = new ArrayList<>();
    List<IdempotencyKey> keys = new ArrayList<>();
    for (int i = 0; i < TEXTS.size(); i++) {
      String text = TEXTS.get(i);
      contexts.add(RequestContext.NONE.by(text).reason(text).publicReason(text));
      keys.add(new IdempotencyKey(keyOf(text, i)));
    }
    contexts.add(RequestContext.NONE.reason("é".repeat(RequestContext.MAX_REASON)));
    keys.add(new IdempotencyKey("😀".repeat(IdempotencyKey.MAX_LENGTH / 2)));
    for (int i = 0; i < contexts.size(); i++) {
      done(Wish.info(AMELIE).context(contexts.get(i)).key(keys.get(i).value()));
    }

    assertThat(entriesOf(AMELIE).stream().skip(1).map(AuditEntry::context).toList())
        .as("actors and reasons, as the audit shows them")
        .isEqualTo(contexts);
    assertThat(entriesOf(AMELIE).stream().skip(1).flatMap(e -> e.idempotencyKey().stream()))
        .as("idempotency keys, as the audit shows them")
        .isEqualTo(keys);
  }

  private static String keyOf(String text, int i) {
    return text.length() <= IdempotencyKey.MAX_LENGTH ? text : "long " + i;
  }

  @Test
  @DisplayName("CS-12: erasing a user touches nobody whose key only looks alike")
  void shouldEraseExactly() {
    enable(UserId.of("amelie"));
    enable(UserId.of("Amelie"));
    enable(UserId.of("amélie"));
    done(Wish.enable(BRUNO).context(RequestContext.NONE.by("Amelie")));

    store.erase(UserId.of("amelie"), Wish.QUARANTINE);

    assertThat(store.find(UserId.of("amelie"))).as("the erased user").isEmpty();
    assertThat(store.find(UserId.of("Amelie"))).as("a user with a capital").isPresent();
    assertThat(store.find(UserId.of("amélie"))).as("a user with an accent").isPresent();
    assertThat(entries()).as("the entries of the others").hasSize(3);
    assertThat(lastEntryOf(BRUNO).context().actor())
        .as("an actor with a capital, who was not erased")
        .contains("Amelie");
  }
}
