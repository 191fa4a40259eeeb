# The service with its libraries unpacked and its classes prepared, and a proxy for several of them. Builds with Docker's old builder and
# with BuildKit. `docker build .` makes the service, `docker build --target proxy .` the proxy.

# Made from what the service is made from, so that it costs a few megabytes and no further base image.
FROM eclipse-temurin:25-jre AS proxy
RUN apt-get update -qq \
 && apt-get install -y -qq --no-install-recommends haproxy tini \
 && rm -rf /var/lib/apt/lists/*
COPY src/docker/haproxy.cfg /etc/haproxy/haproxy.cfg
USER haproxy
EXPOSE 8080
ENTRYPOINT ["tini", "--", "haproxy", "-db", "-f", "/etc/haproxy/haproxy.cfg"]

FROM eclipse-temurin:25-jdk AS build
# the wrapper prefers an installed Maven: so only package registries have to be in reach
RUN apt-get update -qq \
 && apt-get install -y -qq --no-install-recommends maven unzip \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /build
COPY mvnw pom.xml ./
COPY .mvn .mvn
# a layer of its own: it only changes with the pom
RUN ./mvnw -B -q dependency:resolve dependency:resolve-plugins >/dev/null
COPY src/main src/main
RUN ./mvnw -B -q package -Dmaven.test.skip=true \
 && java -Djarmode=tools -jar target/longhand-*-SNAPSHOT.jar extract --layers --application-filename longhand.jar --destination /layers
# Native libraries lie in a directory instead of in jars: JavaCPP would unpack them into a cache, which must be writable, and half a
# gigabyte of it would be in memory where only /tmp can be written to. oneDNN comes first, because its libgomp is the newer of two.
RUN mkdir /natives && cd /layers/dependencies/lib \
 && for jar in dnnl-*-linux-*.jar openblas-*-linux-*.jar opencl-*-linux-*.jar javacpp-*-linux-*.jar nd4j-native-[0-9]*-linux-*.jar; do \
      unzip -q -j -n "$jar" '*.so*' -d /natives && rm "$jar" || exit 1; \
    done \
 && ln -s libopenblas.so.0 /natives/libopenblas_nolapack.so.0

FROM eclipse-temurin:25-jre AS longhand
RUN apt-get update -qq \
 && apt-get install -y -qq --no-install-recommends tini \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin longhand \
 && install -d -o longhand -g longhand /data
COPY --from=build /natives /app/natives
COPY --from=build /layers/dependencies/ /app/
COPY --from=build /layers/spring-boot-loader/ /layers/snapshot-dependencies/ /layers/application/ /app/
COPY src/docker/jvm.options /app/jvm.options
# Starts the service on a database in memory, up to the point where it would listen: what it loaded and learned is there at every
# start. A library that does not load fails the build.
RUN java @/app/jvm.options -XX:AOTCacheOutput=/app/longhand.aot -Xlog:aot=off -Dspring.context.exit=onRefresh \
      -Dspring.datasource.url=jdbc:h2:mem:training -Dlonghand.storage.directory=/tmp/training -jar /app/longhand.jar \
 && rm -rf /tmp/* /root/.javacpp

# uploads do not fit into a /tmp that is in memory
ENV SERVER_ADDRESS=0.0.0.0 \
    SPRING_PROFILES_ACTIVE=production \
    SPRING_SERVLET_MULTIPART_LOCATION=/data/uploads
# what is kept by default lies in ./data
WORKDIR /
VOLUME /data
USER longhand
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=3 CMD ["bash", "-c", \
  "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\n\\r\\n' >&3 && read -r answer <&3 && [[ $answer == *' 200'* ]]"]
# an init: it passes signals on and buries the processes of workers
ENTRYPOINT ["tini", "--", "java", "@/app/jvm.options", "-XX:AOTCache=/app/longhand.aot", "-jar", "/app/longhand.jar"]
