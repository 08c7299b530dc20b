using System.Net;

namespace Everlatch.Release.Drill.Traffic;

/// <summary>Makes those who use a region.</summary>
public interface IDrillClients
{
    /// <summary>One who comes from an address of their own.</summary>
    /// <param name="region">The region.</param>
    /// <param name="edge">Its edge.</param>
    /// <param name="credentials">File of credentials that are good there.</param>
    /// <param name="from">The address that they come from.</param>
    IDrillClient At(string region, Uri edge, string credentials, IPAddress from);
}
