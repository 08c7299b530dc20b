namespace Everlatch.Hosting.Telemetry;

/// <summary>Who may read metrics, and where traces go. Section <c>Everlatch:Telemetry</c>.</summary>
public sealed class TelemetryOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Everlatch:Telemetry";

    /// <summary>
    /// Bearer token with which <c>/metrics</c> is read, from anywhere. Default none: this machine only, without a token.
    /// </summary>
    public string MetricsToken { get; set; } = "";

    /// <summary>Address of an OTLP collector for traces. Default none: no traces are made.</summary>
    public Uri? OtlpEndpoint { get; set; }
}
