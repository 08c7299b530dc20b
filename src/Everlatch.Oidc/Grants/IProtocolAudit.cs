using Everlatch.Storage;

namespace Everlatch.Oidc.Grants;

/// <summary>Where the protocols record what they did. The host leads it to the audit trail.</summary>
public interface IProtocolAudit
{
    /// <summary>Records an act in the transaction that does it.</summary>
    Task RecordAsync(IStatements statements, ProtocolEvent act, CancellationToken ct);
}
