namespace Voxopsy.Reporting.Drawing;

/// <summary>An upright rectangle of a scene, in pixels.</summary>
internal readonly record struct Frame(double Left, double Top, double Width, double Height)
{
    internal double Right => Left + Width;

    internal double Bottom => Top + Height;

    internal double CenterX => Left + (Width / 2);

    internal double CenterY => Top + (Height / 2);
}
