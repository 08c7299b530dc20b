using System.Security.Cryptography;

namespace Everlatch.Schema.Gate;

/// <summary>Names a server so that no other that lives is called the same.</summary>
internal static class InstanceName
{
    // Bytes: two processes with one id, in two containers with one host name, still differ.
    private const int RandomPart = 3;

    /// <summary>A new name: <c>web-1/4711/a03f9c</c>.</summary>
    public static string New() =>
        $"{Environment.MachineName}/{Environment.ProcessId}/"
        + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomPart));
}
