using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Radiomics.Shape;

/// <summary>Squared lengths in mm² of steps given in half voxels.</summary>
internal readonly struct Metric
{
    private readonly double _xx;
    private readonly double _yy;
    private readonly double _zz;
    private readonly double _xy;
    private readonly double _xz;
    private readonly double _yz;

    internal Metric(Affine step)
    {
        _xx = step.X.Dot(step.X) / 4;
        _yy = step.Y.Dot(step.Y) / 4;
        _zz = step.Z.Dot(step.Z) / 4;
        _xy = step.X.Dot(step.Y) / 2;
        _xz = step.X.Dot(step.Z) / 2;
        _yz = step.Y.Dot(step.Z) / 2;
    }

    internal double SquaredLength(double x, double y, double z) =>
        (_xx * x * x) + (_yy * y * y) + (_zz * z * z) + (_xy * x * y) + (_xz * x * z) + (_yz * y * z);
}
