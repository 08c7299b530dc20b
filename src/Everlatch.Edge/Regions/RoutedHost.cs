using System.Runtime.InteropServices;

namespace Everlatch.Edge.Regions;

/// <summary>What is kept of a host.</summary>
/// <param name="Environment">The number of the environment that it leads to; -1 for nowhere.</param>
/// <param name="Certificate">The tag of its certificate; 0 for none.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RoutedHost(int Environment, long Certificate)
{
    /// <summary>A host that leads nowhere.</summary>
    public static readonly RoutedHost Nowhere = new(-1, 0);
}
