package dev.longhand;

import java.io.ObjectInputFilter;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.modulith.Modulithic;

/** The service: one process, one module per direct sub-package. */
@Modulithic(systemName = "Longhand")
@SpringBootApplication
@ConfigurationPropertiesScan
public class LonghandApplication {
    public static void main(String[] args) {
        // nothing here is ever read by Java serialization; who has set a filter on the command line keeps it
        if (ObjectInputFilter.Config.getSerialFilter() == null) {
            ObjectInputFilter.Config.setSerialFilter(info -> ObjectInputFilter.Status.REJECTED);
        }
        SpringApplication.run(LonghandApplication.class, args);
    }
}
