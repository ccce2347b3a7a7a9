package org.conferenceid.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.conferenceid.ConferenceId;
import org.conferenceid.EventKind;
import org.conferenceid.Lookup;
import org.conferenceid.Organizer;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.adoption.AdoptionProblem.Reason;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.behaviour.World;
import org.conferenceid.change.AdoptionMode;
import org.conferenceid.change.AdoptionResult;
import org.conferenceid.spi.Adoption;
import org.conferenceid.testkit.ForwardingStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdoptionTest extends World {
  private static final ConferenceId ID = ConferenceId.parse("4839201");

  private final List<AdoptionProblem> problems = new ArrayList<>();

  private AdoptionReport adopt(AdoptionMode mode, AdoptionLine... lines) {
    problems.clear();
    return conferencing
        .administration()
        .adoption()
        .adopt(List.of(lines), mode, RequestContext.NONE.by("import"), problems::add);
  }

  private static AdoptionLine line(long number, String user, String id) {
    return new AdoptionLine(number, user, id);
  }

  private List<Reason> reasons() {
    return problems.stream().map(AdoptionProblem::reason).toList();
  }

  @Test
  @DisplayName("B13: an ID that a user has already is brought in: it works, and no mail is sent")
  void adopts() {
    AdoptionReport report = adopt(AdoptionMode.ALL_OR_NOTHING, line(2, "amelie", "4839201"));

    assertThat(report).isEqualTo(new AdoptionReport(1, 0, 0, 0));
    assertThat(problems).isEmpty();
    Organizer amelie = conferencing.administration().find(AMELIE).orElseThrow();
    assertThat(amelie.id()).contains(ID);
    assertThat(amelie.version()).isEqualTo(1);
    assertThat(conferencing.administration().lookup(ID)).isEqualTo(new Lookup.Active(AMELIE));
    assertThat(audit()).hasSize(1);
    assertThat(audit().get(0).event().kind()).isEqualTo(EventKind.ENABLED);
    assertThat(audit().get(0).context())
        .isEqualTo(RequestContext.NONE.by("import").reason("adopted"));
    assertThat(mailOf(0).state()).isEqualTo(DeliveryState.OFF);
  }

  @Test
  @DisplayName("B13: every kind of problem is told with the number of its line")
  void tellsEveryProblem() {
    enable(BRUNO);
    ConferenceId bruno = conferencing.administration().find(BRUNO).orElseThrow().id().orElseThrow();
    ConferenceId retired = reset(BRUNO).oldId();
    ConferenceId current =
        conferencing.administration().find(BRUNO).orElseThrow().id().orElseThrow();

    AdoptionReport report =
        adopt(
            AdoptionMode.ALL_OR_NOTHING,
            line(1, "amelie", "4839201"),
            line(2, "", "2750386"),
            line(3, "chloe", "48392"),
            line(4, "dora", "0839201"),
            line(5, "emil", "1234567"),
            line(6, "amelie", "6194728"),
            line(7, "fritz", "4839201"),
            line(8, "bruno", "6194729"),
            line(9, "gerd", current.digits()),
            line(10, "hans", retired.digits()),
            line(11, "ida", "what?"));

    assertThat(report).isEqualTo(new AdoptionReport(0, 0, 1, 10));
    assertThat(bruno).isEqualTo(retired);
    problems.sort(java.util.Comparator.comparingLong(AdoptionProblem::line));
    assertThat(reasons())
        .containsExactly(
            Reason.NO_USER_KEY,
            Reason.NO_ID,
            Reason.NO_ID,
            Reason.GUESSABLE,
            Reason.USER_TWICE,
            Reason.ID_TWICE,
            Reason.USER_HAS_ANOTHER_ID,
            Reason.ACTIVE_ELSEWHERE,
            Reason.IN_QUARANTINE,
            Reason.NO_ID);
    assertThat(problems)
        .extracting(AdoptionProblem::line)
        .containsExactlyElementsOf(LongStream.rangeClosed(2, 11).boxed().toList());
    assertThat(problems.get(4).message()).isEqualTo("the user stands in line 1 already");
    assertThat(problems.get(7).message()).isEqualTo("the ID is that of user bruno");
    assertThat(problems.get(8).message()).contains("in quarantine until 20");
    assertThat(problems.toString())
        .doesNotContain("4839201", "48392", "0839201", current.digits(), retired.digits());
  }

  @Test
  @DisplayName("B13: all or nothing: one bad line keeps the whole list out")
  void adoptsNothing() {
    adopt(AdoptionMode.ALL_OR_NOTHING, line(1, "amelie", "4839201"), line(2, "bruno", "1"));
    assertThat(conferencing.administration().organizers()).isEmpty();
    enable(BRUNO);
    adopt(AdoptionMode.ALL_OR_NOTHING, line(1, "amelie", "4839201"), line(2, "bruno", "2750386"));
    assertThat(reasons()).containsExactly(Reason.USER_HAS_ANOTHER_ID);
    assertThat(conferencing.administration().find(AMELIE)).isEmpty();
  }

  @Test
  @DisplayName("B13: the good ones: what can be adopted is, and the rest is told")
  void adoptsTheGoodOnes() {
    AdoptionReport report =
        adopt(
            AdoptionMode.SKIP_INVALID,
            line(1, "amelie", "483 9201"),
            line(2, "bruno", "1"),
            line(3, "chloe", "4839201"));
    assertThat(report).isEqualTo(new AdoptionReport(1, 0, 0, 2));
    assertThat(conferencing.administration().find(AMELIE).orElseThrow().id()).contains(ID);
  }

  @Test
  @DisplayName("B13: a list can be checked without adopting anything")
  void checksOnly() {
    AdoptionReport report =
        adopt(AdoptionMode.DRY_RUN, line(1, "amelie", "4839201"), line(2, "bruno", "1234567"));
    assertThat(report).isEqualTo(new AdoptionReport(0, 0, 1, 1));
    assertThat(conferencing.administration().organizers()).isEmpty();
  }

  @Test
  @DisplayName("B12, B13: the same list again changes nothing")
  void isHarmlessAgain() {
    AdoptionLine[] lines = {line(1, "amelie", "4839201"), line(2, "bruno", "2750386")};
    adopt(AdoptionMode.ALL_OR_NOTHING, lines);
    assertThat(adopt(AdoptionMode.ALL_OR_NOTHING, lines)).isEqualTo(new AdoptionReport(0, 2, 0, 0));
    assertThat(adopt(AdoptionMode.SKIP_INVALID, lines)).isEqualTo(new AdoptionReport(0, 2, 0, 0));
    assertThat(audit()).hasSize(2);
  }

  @Test
  @DisplayName("B13: what organizers() exports can be adopted elsewhere, whole")
  void takesBackAnExport() {
    List<UserId> users = new ArrayList<>();
    for (int i = 0; i < 2500; i++) {
      users.add(UserId.of("user" + i));
    }
    users.forEach(conferencing.administration()::enable);
    List<AdoptionLine> exported =
        conferencing
            .administration()
            .organizers()
            .map(one -> line(1, one.user().value(), one.id().orElseThrow().digits()))
            .toList();

    World elsewhere = new World();
    AdoptionReport report =
        elsewhere
            .conferencing
            .administration()
            .adoption()
            .adopt(exported, AdoptionMode.SKIP_INVALID, RequestContext.NONE, problems::add);
    assertThat(report).isEqualTo(new AdoptionReport(2500, 0, 0, 0));
    assertThat(elsewhere.conferencing.administration().find(users.get(77)).orElseThrow().id())
        .isEqualTo(conferencing.administration().find(users.get(77)).orElseThrow().id());
  }

  @Test
  @DisplayName("B13: a hundred thousand bad lines are told one by one, and nothing is kept of them")
  void survivesManyBadLines() {
    LongFunction<AdoptionLine> bad = number -> line(number, "user" + number, "48392");
    long[] told = {0};
    AdoptionReport report =
        conferencing
            .administration()
            .adoption()
            .adopt(
                LongStream.range(0, 100_000).mapToObj(bad),
                AdoptionMode.ALL_OR_NOTHING,
                RequestContext.NONE,
                problem -> told[0]++);
    assertThat(report).isEqualTo(new AdoptionReport(0, 0, 0, 100_000));
    assertThat(told[0]).isEqualTo(100_000);
  }

  @Test
  @DisplayName("B13: an ID that the store keeps back is told as unavailable")
  void tellsWhatIsKeptBack() {
    store.withholdAllBut(List.of());
    assertThat(adopt(AdoptionMode.SKIP_INVALID, line(1, "amelie", "4839201")).problems()).isOne();
    assertThat(reasons()).containsExactly(Reason.UNAVAILABLE);
  }

  @ParameterizedTest
  @CsvSource({"SKIP_INVALID, '1000, 1000, 1'", "DRY_RUN, '1000, 1000, 1'", "ALL_OR_NOTHING, 2001"})
  @DisplayName("B13: a long list is adopted a portion at a time, unless it must be whole")
  void adoptsInPortions(AdoptionMode mode, String sizes) {
    List<Integer> asked = new ArrayList<>();
    conferencing =
        builder()
            .store(
                new ForwardingStore(store) {
                  @Override
                  public List<AdoptionResult> adopt(List<Adoption> adoptions, AdoptionMode how) {
                    asked.add(adoptions.size());
                    return super.adopt(adoptions, how);
                  }
                })
            .build();
    conferencing.administration().enable(UserId.of("user2000"));
    int lines = 2001;
    AdoptionReport report =
        adopt(
            mode,
            IntStream.range(0, lines)
                .mapToObj(i -> line(i + 1, "user" + i, "" + (4_000_000 + 101 * i)))
                .toArray(AdoptionLine[]::new));
    assertThat(problems.get(problems.size() - 1))
        .extracting(AdoptionProblem::line, AdoptionProblem::reason)
        .containsExactly(2001L, Reason.USER_HAS_ANOTHER_ID);
    assertThat(asked).hasToString("[" + sizes + "]");
    assertThat(report.adopted() + report.notApplied() + report.problems()).isEqualTo(lines);
    assertThat(report.adopted()).isEqualTo(conferencing.administration().capacity().active() - 1);
    assertThat(problems).extracting(AdoptionProblem::line).doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("B9, B10: listeners learn of an adoption, and the reason can be another")
  void tellsListeners() {
    List<EventKind> told = new ArrayList<>();
    conferencing = builder().listener(event -> told.add(event.kind())).build();
    conferencing
        .administration()
        .adoption()
        .adopt(
            List.of(line(1, "amelie", "4839201")),
            AdoptionMode.SKIP_INVALID,
            RequestContext.NONE.reason("merger"),
            problems::add);
    assertThat(told).containsExactly(EventKind.ENABLED);
    assertThat(audit().get(0).context().reason()).contains("merger");
  }

  @Test
  @DisplayName("B13: of one that is disabled, the ID is in quarantine, for its last owner, too")
  void respectsTheQuarantineOfTheOwner() {
    ConferenceId id = enable(AMELIE);
    conferencing.administration().disable(AMELIE);
    adopt(AdoptionMode.SKIP_INVALID, line(1, "amelie", id.digits()));
    assertThat(reasons()).containsExactly(Reason.IN_QUARANTINE);
  }

  @Test
  @DisplayName("No toString() of a line shows what stands there")
  void showsNoId() {
    assertThat(line(7, "amelie", "4839201")).hasToString("AdoptionLine[7]");
  }
}
