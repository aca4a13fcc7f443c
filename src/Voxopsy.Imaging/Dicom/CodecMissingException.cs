namespace Voxopsy.Imaging.Dicom;

/// <summary>Pixels are compressed in a way that needs a library this machine does not have.</summary>
public sealed class CodecMissingException : DicomException
{
    internal CodecMissingException(string path, string compression, string package)
        : base(path, $"its pixels are {compression}, which needs the library {package}, and it is not on this machine; install it (Debian: apt install {package}) or export the series uncompressed.") =>
        Package = package;

    /// <summary>Gets the package to install.</summary>
    public string Package { get; }
}
