package com.expacti.standalone.wiring;

import com.expacti.adapters.postgres.bus.PgNodeBus;
import com.expacti.adapters.postgres.tenancy.NodeId;
import com.expacti.application.announce.Announcer;
import com.expacti.application.announce.Event;
import com.expacti.application.announce.LocalAnnouncer;
import com.expacti.application.announce.NodeAnnouncer;
import com.expacti.application.announce.NodeBus;
import com.expacti.application.org.OrgViewCache;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.sql.DriverManager;
import java.util.Properties;

/** Where others may share the database: what happens here is told there, and the other way round. */
@Factory
@Requires(property = "expacti.nodes", value = "several")
final class Nodes {
    @Singleton
    @Bean(preDestroy = "close")
    NodeBus bus(
            @Property(name = "datasources.default.url") String url,
            @Property(name = "datasources.default.username") String user,
            @Property(name = "datasources.default.password") String password,
            NodeId node) {
        Properties login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", password);
        return new PgNodeBus(() -> DriverManager.getConnection(url, login), node.value());
    }

    @Singleton
    @Primary
    Announcer everywhere(LocalAnnouncer here, NodeBus bus, OrgViewCache views) {
        here.join(event -> {
            if (event instanceof Event.GateMoved moved) {
                views.moved(moved.org(), moved.gateVersion());
            }
        });
        here.joinMissed(views::forget);
        bus.listen(here);
        return new NodeAnnouncer(here, bus);
    }
}
