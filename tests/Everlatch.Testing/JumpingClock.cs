using Microsoft.Extensions.Time.Testing;

namespace Everlatch.Testing;

/// <summary>A clock on whose wall somebody turns the hands, while time goes on as a test says.</summary>
public sealed class JumpingClock() : FakeTimeProvider(TestClock.Noon)
{
    /// <summary>How far the wall's time is from what it would be.</summary>
    public TimeSpan Jump { get; set; }

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Jump;

    /// <inheritdoc />
    public override long GetTimestamp() => base.GetUtcNow().Ticks;
}
