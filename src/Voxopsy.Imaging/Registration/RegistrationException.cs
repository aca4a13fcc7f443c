namespace Voxopsy.Imaging.Registration;

/// <summary>Two images cannot be registered; the message says why and what to do.</summary>
public sealed class RegistrationException : ImagingException
{
    internal RegistrationException(string message)
        : base(message)
    {
    }
}
