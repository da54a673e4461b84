"""Events as OpenTelemetry spans and metrics, where the extra `otel` is installed and OTEL_* variables ask for them."""
