package org.conferenceid.spring;

import org.conferenceid.AudioConferencing;
import org.conferenceid.AudioConferencingBuilder;

/**
 * Changes what {@link AudioConferencing} is composed of, after all properties and beans have been
 * applied. Every bean of this type is called once, in the order of {@code @Order}.
 *
 * <pre>{@code
 * @Bean
 * AudioConferencingCustomizer capacity() {
 *   return builder -> builder.administration(
 *       administration -> administration.generator(generator));
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface AudioConferencingCustomizer {

  /**
   * Changes the builder.
   *
   * @param builder with everything that the starter knows of
   */
  void customize(AudioConferencingBuilder builder);
}
