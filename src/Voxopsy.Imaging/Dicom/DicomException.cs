namespace Voxopsy.Imaging.Dicom;

/// <summary>A file is not DICOM, or its content contradicts itself or the standard.</summary>
public class DicomException : ImagingException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="path">The file.</param>
    /// <param name="reason">What was found and what was expected, without the path.</param>
    /// <param name="cause">What was thrown below, when something was.</param>
    public DicomException(string path, string reason, Exception? cause = null)
        : base($"'{path}' cannot be used: {reason}", cause)
    {
        Path = path;
        Reason = reason;
    }

    /// <summary>Gets the file.</summary>
    public string Path { get; }

    /// <summary>Gets what was found and what was expected.</summary>
    public string Reason { get; }
}
