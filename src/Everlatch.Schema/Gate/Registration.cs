using Everlatch.Schema.Runner.Servers;

namespace Everlatch.Schema.Gate;

/// <summary>Whether contract steps know that this server lives.</summary>
internal sealed class Registration
{
    private volatile SchemaException? problem;
    private volatile bool known;

    /// <summary>Whether it stands in the register; null before it was tried.</summary>
    public bool? IsRegistered => known ? problem is null : null;

    /// <summary>Why it does not; null when it does.</summary>
    public SchemaException? Problem => problem;

    /// <summary>Whether it shows a sign instead, which contract steps see (<see cref="ServerSign" />).</summary>
    public bool IsShown { get; private set; }

    /// <summary>It stands there.</summary>
    public void Succeed() => (problem, IsShown, known) = (null, false, true);

    /// <summary>It does not.</summary>
    public void Fail(SchemaException because, bool shown) => (problem, IsShown, known) = (because, shown, true);
}
