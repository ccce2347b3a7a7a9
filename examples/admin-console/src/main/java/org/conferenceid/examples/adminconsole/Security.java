package org.conferenceid.examples.adminconsole;

import java.util.Arrays;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** The application's own security: a form to log in. The console lives within it. */
@Configuration(proxyBeanMethods = false)
class Security {
  private static final String NOTHING_FROM_ELSEWHERE =
      "default-src 'self'; img-src 'self' data:; frame-ancestors 'self'";

  @Bean
  SecurityFilterChain application(HttpSecurity http) {
    return http.authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers("/login", "/favicon.ico", "/example/**", "/webjars/**")
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .formLogin(form -> form.loginPage("/login"))
        .headers(
            headers ->
                headers
                    .frameOptions(frame -> frame.sameOrigin()) // the frame of an e-mail
                    .contentSecurityPolicy(csp -> csp.policyDirectives(NOTHING_FROM_ELSEWHERE)))
        .build();
  }

  @Bean
  UserDetailsService logIns() {
    return new InMemoryUserDetailsManager(
        Arrays.stream(LogIn.values()).map(Security::user).toList());
  }

  private static UserDetails user(LogIn logIn) {
    return User.withUsername(logIn.user())
        .password("{noop}" + logIn.user())
        .roles(logIn.role())
        .build();
  }
}
