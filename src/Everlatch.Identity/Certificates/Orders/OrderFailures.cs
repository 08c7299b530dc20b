using System.Text.Json;
using Everlatch.Identity.Certificates.Acme;
using Everlatch.Identity.Domains;

namespace Everlatch.Identity.Certificates.Orders;

/// <summary>Why orders come to nothing: the ids of which docs/errors/ has pages.</summary>
internal static class OrderFailures
{
    /// <summary>The authority said no.</summary>
    public const string Refused = "EL1680";

    /// <summary>A CAA record allows others only.</summary>
    public const string CaaForbids = "EL1681";

    /// <summary>DNS did not say whether there are CAA records.</summary>
    public const string CaaUnknown = "EL1682";

    /// <summary>The authority wants fewer requests.</summary>
    public const string RateLimited = "EL1683";

    /// <summary>The authority does not answer, or has a fault of its own.</summary>
    public const string Unreachable = "EL1684";

    /// <summary>What the authority issued cannot be used.</summary>
    public const string Unusable = "EL1685";

    private const int MaxTextLength = 500;

    /// <summary>What it means to the domain; null when it means nothing, as a fault of DNS does.</summary>
    public static DomainReason? ReasonOf(CertificateFailure failure) => failure.Id switch
    {
        CaaForbids => DomainReason.CaaForbids,
        CaaUnknown => null,
        _ => DomainReason.CertificateFailing,
    };

    /// <summary>What an exception of an order says; null when it is none that can be expected.</summary>
    public static OrderOutcome.Failed? Of(Exception e) => e switch
    {
        AcmeException { Problem.Kind: "rateLimited" } limited => Failed(RateLimited, limited),
        AcmeException { Problem.Kind: "caa" } forbidden => Failed(CaaForbids, forbidden),
        AcmeException { IsTemporary: true } fault => Failed(Unreachable, fault),
        AcmeException refused => Failed(Refused, refused),
        HttpRequestException or HttpIOException => Fault("The authority cannot be reached.", e),
        JsonException => Fault("What the authority answered cannot be understood.", e),
        OperationCanceledException => Fault("The authority did not answer in time.", e),
        _ => null,
    };

    /// <summary>What CAA records forbid; the owner of a zone chose the words.</summary>
    public static OrderOutcome.Failed Forbidden(string why) => new(CaaForbids, Clean(why));

    private static OrderOutcome.Failed Failed(string id, AcmeException e) =>
        new(id, Clean(e.Message)) { RetryAt = e.RetryAfter };

    // Where the operator's servers reach it, and how, is for the log alone.
    private static OrderOutcome.Failed Fault(string text, Exception cause) => new(Unreachable, text) { Cause = cause };

    // Others' words go to people and logs: one line, not too long, and no letter cut in two.
    private static string Clean(string text)
    {
        var line = string.Create(text.Length, text, (span, from) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = char.IsControl(from[i]) ? ' ' : from[i];
            }
        });
        return line.Length <= MaxTextLength
            ? line
            : line[..(char.IsHighSurrogate(line[MaxTextLength - 1]) ? MaxTextLength - 1 : MaxTextLength)] + "…";
    }
}
