namespace Everlatch.Watch.Probes;

/// <summary>Something that people or machines do, done to see whether it works.</summary>
internal interface IProbe
{
    /// <summary>Its name in reports, figures and metrics; it never changes.</summary>
    string Name { get; }

    /// <summary>Whether it runs seldom, however often rounds come.</summary>
    bool IsRare => false;

    /// <summary>Does it once.</summary>
    /// <exception cref="ProbeFailedException">An answer is not what it should be.</exception>
    Task RunAsync(ProbeVisit visit, CancellationToken ct);
}
