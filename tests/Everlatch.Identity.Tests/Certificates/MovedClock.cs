namespace Everlatch.Identity.Tests.Certificates;

/// <summary>The real time, moved: authorities of tests live in it.</summary>
internal sealed class MovedClock : TimeProvider
{
    /// <summary>How far it is moved.</summary>
    public TimeSpan By { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + By;
}
