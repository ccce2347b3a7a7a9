package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.conferenceid.EventKind;
import org.conferenceid.Page;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.OutboxFigures;
import org.conferenceid.spi.Settlement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * More messages than a store looks at in one go: OB-1, OB-4 to OB-6, OB-8, OB-10 and OB-14. A limit
 * of its own, such as the first hundred open ones, starves whoever comes after.
 */
abstract class BacklogRules extends Rules {
  /** More than a page, a batch or a list of parameters has in most stores. */
  private static final int MANY = 1_050;

  private static final int CHUNK = 350;

  private final List<UserId> many = users(MANY);

  BacklogRules(StoreHooks hooks) {
    super(hooks);
  }

  private void enableMany() {
    for (int i = 0; i < MANY; i += CHUNK) {
      doneAll(many.subList(i, i + CHUNK).stream().map(Wish::enable).toList());
    }
  }

  private void resetManyWithoutMail() {
    for (int i = 0; i < MANY; i += CHUNK) {
      doneAll(
          many.subList(i, i + CHUNK).stream().map(user -> Wish.reset(user).withoutMail()).toList());
    }
  }

  private List<Lease> settleAll(List<Lease> leases, Settlement.Result result) {
    return store
        .outbox()
        .settle(leases.stream().map(lease -> new Settlement(lease, result)).toList());
  }

  private void assertFigures(OutboxFigures wanted) {
    assertThat(store.outbox().figures()).as("the figures of %d messages", MANY).isEqualTo(wanted);
  }

  @Test
  @DisplayName("OB-1, OB-2, OB-10: a claim may take many messages, in the order of their numbers")
  void shouldClaimMany() {
    enableMany();
    Instant at = now();
    assertFigures(new OutboxFigures(MANY, 0, 0, 0, Optional.of(at)));
    List<Lease> leases = claim(MANY);

    assertThat(leases)
        .as("what a claim of %d messages takes of as many", MANY)
        .hasSize(MANY)
        .extracting(Lease::number)
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(leases).extracting(Lease::user).doesNotHaveDuplicates();
    assertNothingToClaim("all messages are leased");
    assertFigures(new OutboxFigures(0, MANY, 0, 0, Optional.empty()));
    advance(LEASE);
    assertFigures(new OutboxFigures(0, 0, MANY, 0, Optional.of(at)));
  }

  @Test
  @DisplayName("OB-10: what waits to be tried again, however much, starves nobody who comes after")
  void shouldNotStarveBehindRetries() {
    enableMany();
    Settlement.Result retry = new Settlement.Retry(Duration.ofHours(1), "SMTP 451");
    assertThat(settleAll(claim(MANY), retry))
        .as("the lost leases of %d settlements in one call", MANY)
        .isEmpty();
    enable(BRUNO);
    claimOne(EventKind.ENABLED, BRUNO);

    advance(Duration.ofHours(2));
    enable(CHLOE);
    assertClaim(1, CHLOE);
    assertThat(claim(MANY)).as("what is tried again after its delay").hasSize(MANY);
  }

  @Test
  @DisplayName(
      "OB-10, OB-5: many messages behind one of the same user starve nobody who comes after")
  void shouldNotStarveBehindOneUser() {
    enable(AMELIE);
    for (int i = 0; i < CHUNK; i++) {
      info(AMELIE);
    }
    claimOne(EventKind.ENABLED, AMELIE);
    enable(BRUNO);

    assertClaim(1, BRUNO);
    assertNothingToClaim("the others wait for the first message of their user");
  }

  @Test
  @DisplayName("OB-6: one claim marks what is outdated, however much, and takes what comes after")
  void shouldSupersedeMany() {
    enableMany();
    resetManyWithoutMail();
    enable(BRUNO);
    Instant at = now();

    claimOne(EventKind.ENABLED, BRUNO);
    assertFigures(new OutboxFigures(0, 1, 0, 0, Optional.empty()));
    List<Long> superseded = new ArrayList<>();
    AuditQuery query = AuditQuery.all().withDelivery(DeliveryState.SUPERSEDED).limit(500);
    OptionalLong last = OptionalLong.of(0);
    while (last.isPresent()) {
      Page<AuditEntry> page = store.audit(query.after(last.getAsLong()));
      page.items().forEach(entry -> superseded.add(entry.number()));
      last = page.next();
    }
    assertThat(superseded).as("the superseded messages after one claim").hasSize(MANY);
    advance(LEASE);
    assertFigures(new OutboxFigures(0, 0, 1, 0, Optional.of(at)));
  }

  @Test
  @DisplayName("OB-4, OB-8, OB-14: many are settled, and sent again, in one call each")
  void shouldSettleAndSendAgainMany() {
    enableMany();
    List<Lease> leases = claim(MANY);
    Lease early = leases.get(MANY / 2);
    assertCounts(early, new Settlement.Sent());
    assertThat(settleAll(leases, new Settlement.Failed("SMTP 550")))
        .as("the lost leases of %d settlements in one call, one of them settled before", MANY)
        .containsExactly(early);
    assertFigures(new OutboxFigures(0, 0, 0, MANY - 1, Optional.empty()));

    assertThat(store.outbox().resend(leases.stream().map(Lease::number).toList()))
        .as("how many of %d messages, of which one was sent, are sent again", MANY)
        .isEqualTo(MANY - 1);
    assertFigures(new OutboxFigures(MANY - 1, 0, 0, 0, Optional.of(now())));
    assertThat(claim(MANY))
        .as("the attempts of what is sent again")
        .hasSize(MANY - 1)
        .extracting(Lease::attempt)
        .containsOnly(1);
  }
}
