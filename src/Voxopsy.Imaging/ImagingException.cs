namespace Voxopsy.Imaging;

/// <summary>An image, a mask or their pairing is not usable: the data are wrong, not the caller.</summary>
public class ImagingException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What, which, found and expected, and the remedy.</param>
    /// <param name="cause">What was thrown below, when something was.</param>
    public ImagingException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
