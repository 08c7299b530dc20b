using System.Diagnostics.Metrics;
using Everlatch.Identity.Certificates.Orders;

namespace Everlatch.Identity.Certificates;

/// <summary>What becomes of orders, and how many certificates end soon.</summary>
internal sealed class CertificateMetrics
{
    private readonly Counter<long> orders;

    public CertificateMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Everlatch.Certificates");
        orders = meter.CreateCounter<long>("everlatch.certificates.orders", "{order}", "Orders for certificates by result.");
        meter.CreateObservableGauge(
            "everlatch.certificates.ending", () => Ending, "{certificate}", "Certificates that expired, or do within 7 days.");
    }

    /// <summary>Certificates that end soon, as last counted.</summary>
    public long Ending { get; set; }

    /// <summary>Counts one order.</summary>
    public void Count(string result) => orders.Add(1, new KeyValuePair<string, object?>("result", result));

    /// <summary>What a failure is called here.</summary>
    public static string ResultOf(string failure) => failure switch
    {
        OrderFailures.CaaForbids => "caa_forbids",
        OrderFailures.CaaUnknown => "dns_fault",
        OrderFailures.RateLimited => "rate_limited",
        OrderFailures.Unreachable => "unreachable",
        _ => "refused",
    };
}
