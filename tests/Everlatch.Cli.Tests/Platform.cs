// File rights are Unix rights here, and so is the launcher.
[assembly: System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
