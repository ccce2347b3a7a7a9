package org.conferenceid.spring;

import org.conferenceid.TimeSource;
import org.conferenceid.calendar.follower.MeetingFollower;
import org.conferenceid.calendar.follower.Meetings;
import org.conferenceid.invitation.InvitationTexts;
import org.conferenceid.invitation.PhoneNumberFormat;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.DialInNumbers;
import org.conferenceid.spi.UserDirectory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Updates the organizers' meetings after each reset, if the application has {@code
 * conference-calendar} and a bean that tells where the {@link Meetings} are. {@code
 * conference.meetings.enabled=false} leaves the work to other nodes.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = AudioConferencingAutoConfiguration.class)
@ConditionalOnClass(MeetingFollower.class)
@ConditionalOnBean(Meetings.class)
@ConditionalOnProperty(name = "conference.enabled", matchIfMissing = true)
public final class MeetingFollowerAutoConfiguration {
  MeetingFollowerAutoConfiguration() {}

  @Bean(destroyMethod = "") // it is stopped before beans are destroyed
  @ConditionalOnMissingBean
  MeetingFollower conferenceMeetingFollower(
      Meetings meetings,
      ConferenceStore store,
      UserDirectory directory,
      DialInNumbers dialInNumbers,
      ObjectProvider<InvitationTexts> invitationTexts,
      ObjectProvider<PhoneNumberFormat> phoneNumberFormat,
      ObjectProvider<TimeSource> timeSource) {
    MeetingFollower.Builder builder =
        MeetingFollower.builder(store)
            .meetings(meetings)
            .directory(directory)
            .dialInNumbers(dialInNumbers);
    invitationTexts.ifAvailable(builder::invitationTexts);
    phoneNumberFormat.ifAvailable(builder::phoneNumberFormat);
    timeSource.ifAvailable(builder::timeSource);
    return builder.build();
  }

  @Bean
  @ConditionalOnProperty(name = "conference.meetings.enabled", matchIfMissing = true)
  BackgroundLifecycle conferenceMeetingFollowerLifecycle(
      MeetingFollower follower, Environment environment) {
    return new BackgroundLifecycle(follower::start, follower::stop, environment);
  }
}
