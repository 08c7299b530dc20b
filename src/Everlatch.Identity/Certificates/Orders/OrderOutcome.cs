namespace Everlatch.Identity.Certificates.Orders;

/// <summary>What became of an order.</summary>
internal abstract record OrderOutcome
{
    private OrderOutcome()
    {
    }

    /// <summary>There is a certificate.</summary>
    internal sealed record Issued(UsableCertificate Certificate) : OrderOutcome;

    /// <summary>Nobody wants one: the host does not lead here by a proven domain, or has another.</summary>
    internal sealed record NotWanted : OrderOutcome;

    /// <summary>None is wanted before a moment.</summary>
    internal sealed record Later(DateTimeOffset At) : OrderOutcome;

    /// <summary>It came to nothing.</summary>
    /// <param name="Id">An id of <see cref="OrderFailures" />.</param>
    /// <param name="Text">What happened.</param>
    internal sealed record Failed(string Id, string Text) : OrderOutcome
    {
        /// <summary>When the authority wants to be asked again.</summary>
        public DateTimeOffset? RetryAt { get; init; }

        /// <summary>What is for the log alone.</summary>
        public Exception? Cause { get; init; }
    }
}
