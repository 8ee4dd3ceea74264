package com.expacti.standalone.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** A role and the password it logs in with. */
public record Credentials(String user, Password password) {

    /** A new connection; the caller closes it. */
    public Connection connect(String jdbcUrl) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password.reveal());
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("ApplicationName", "expacti");
        return DriverManager.getConnection(jdbcUrl, properties);
    }
}
