package org.conferenceid.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.conferenceid.attendant.CallerGroup;
import org.conferenceid.attendant.GuessLimits;
import org.conferenceid.bulk.Rotation;
import org.conferenceid.capacity.CapacityThresholds;
import org.conferenceid.delivery.DeliverySettings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.core.io.ClassPathResource;

/** What an IDE shows of the properties: a description of each, and the library's own defaults. */
class MetadataTest {
  private static final List<String> WITHOUT_DEFAULT =
      List.of(
          "conference.audit.retention",
          "conference.bridge.meeting-update-link",
          "conference.bridge.numbers",
          "conference.dispatcher.messages-per-second",
          "conference.guess-limits.budget", // its hint has them
          "conference.guess-limits.key",
          "conference.health.failed",
          "conference.health.failed-meetings",
          "conference.health.leases-run-out",
          "conference.health.oldest-meetings",
          "conference.mail.from",
          "conference.mail.logo",
          "conference.mail.logo-description",
          "conference.mail.organization",
          "conference.mail.reply-to",
          "conference.mail.sender-names",
          "conference.mail.support",
          "conference.rotation.mail",
          "conference.rotation.older-than",
          "conference.store.dialect",
          "conference.store.migrate");

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> properties() throws IOException {
    String text =
        new ClassPathResource("META-INF/spring-configuration-metadata.json")
            .getContentAsString(StandardCharsets.UTF_8);
    return (List<Map<String, Object>>)
        JsonParserFactory.getJsonParser().parseMap(text).get("properties");
  }

  private static Map<String, Object> defaults() throws IOException {
    return properties().stream()
        .filter(property -> property.containsKey("defaultValue"))
        .collect(
            Collectors.toMap(
                property -> (String) property.get("name"),
                property -> property.get("defaultValue"),
                (one, other) -> one,
                TreeMap::new));
  }

  private static ConferenceProperties bind(Map<String, Object> values) {
    return new Binder(new MapConfigurationPropertySource(values))
        .bindOrCreate("conference", ConferenceProperties.class);
  }

  @Test
  @DisplayName("Each property has a type and a description, and a default unless it has none")
  void describesAll() throws IOException {
    assertThat(properties()).hasSizeGreaterThan(40);
    assertThat(properties())
        .allSatisfy(
            property ->
                assertThat(property.get("description"))
                    .as("%s", property.get("name"))
                    .asString()
                    .isNotBlank());
    assertThat(
            properties().stream()
                .filter(property -> !property.containsKey("defaultValue"))
                .map(property -> (String) property.get("name"))
                .sorted(Comparator.naturalOrder()))
        .containsExactlyElementsOf(WITHOUT_DEFAULT);
  }

  @Test
  @DisplayName("The defaults that it shows are those of the library, which has them once")
  void showsTheLibrarysDefaults() throws IOException {
    ConferenceProperties shown = bind(defaults());
    assertThat(Settings.delivery(shown.dispatcher())).isEqualTo(DeliverySettings.ofDefaults());
    assertThat(Settings.guessLimits(shown.guessLimits()))
        .usingRecursiveComparison()
        .isEqualTo(GuessLimits.ofDefaults());
    assertThat(Settings.capacity(shown.capacity())).isEqualTo(CapacityThresholds.ofDefaults());
    assertThat(shown.rotation().batchSize())
        .isEqualTo(Rotation.ofIdsOlderThan(shown.quarantine()).batchSize());
    assertThat(bind(Map.of()).dispatcher().workers()).as("none stands in the code").isNull();
    assertThat(Settings.delivery(bind(Map.of()).dispatcher()))
        .isEqualTo(DeliverySettings.ofDefaults());
  }

  @Test
  @DisplayName("The budgets of its hint are those of the library")
  void showsTheBudgets() throws IOException {
    String text =
        new ClassPathResource("META-INF/spring-configuration-metadata.json")
            .getContentAsString(StandardCharsets.UTF_8);
    for (CallerGroup group : CallerGroup.values()) {
      assertThat(text).contains("Default: " + GuessLimits.ofDefaults().budget(group) + ".");
    }
  }
}
