package org.conferenceid.spring.web;

import java.util.function.Function;
import org.conferenceid.ConferenceId;
import org.conferenceid.UserId;
import org.conferenceid.spring.AudioConferencingAutoConfiguration;
import org.conferenceid.spring.ConferenceProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Writes results of the library as JSON. A conference ID is an access code: it is masked, unless
 * {@code conference.web.show-ids=true}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
    before = AudioConferencingAutoConfiguration.class,
    beforeName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@ConditionalOnClass(JsonMapper.class)
@ConditionalOnProperty(name = "conference.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ConferenceProperties.class)
public final class JsonAutoConfiguration {
  JsonAutoConfiguration() {}

  @Bean
  JacksonModule conferenceJacksonModule(ConferenceProperties properties) {
    boolean shown = properties.web().showIds();
    SimpleModule module = new SimpleModule("conference-ids");
    module.addSerializer(
        new AsText<>(ConferenceId.class, shown ? ConferenceId::digits : ConferenceId::toString));
    module.addSerializer(new AsText<>(UserId.class, UserId::value));
    return module;
  }

  private static final class AsText<T> extends StdSerializer<T> {
    private final Function<T, String> text;

    AsText(Class<T> type, Function<T, String> text) {
      super(type);
      this.text = text;
    }

    @Override
    public void serialize(T value, JsonGenerator generator, SerializationContext context) {
      generator.writeString(text.apply(value));
    }
  }
}
