using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Phantoms;

/// <summary>A head with a hematoma and its edema. Labels: 1 hematoma, 2 edema.</summary>
/// <remarks>Skull 800, white matter 29, gray matter 37, cerebrospinal fluid 6, edema 20 HU; the gray level of the middle sinks by up to 3 HU (beam hardening).</remarks>
public sealed class HeadPhantom
{
    private static readonly (double X, double Y, double Z) Brain = (62, 76, 56);
    private readonly Scene _scene;
    private readonly HeadAnatomy _anatomy;
    private readonly PhantomRandom _random;
    private readonly LesionSurface _lesion;
    private readonly double _edema;

    /// <summary>Builds the head.</summary>
    /// <param name="anatomy">The head.</param>
    /// <param name="voxelMillimeters">Edge of the voxels in the plane, mm.</param>
    /// <param name="seed">Seed of every draw.</param>
    public HeadPhantom(HeadAnatomy anatomy, double voxelMillimeters, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(anatomy);
        _anatomy = anatomy;
        _random = new PhantomRandom(seed);
        PhantomRandom place = _random.For(1);
        double radius = anatomy.DiameterMillimeters / 2;
        double angle = place.Uniform(-0.9, 0.9) + (place.Uniform() < 0.5 ? 0 : Math.PI);
        double height = place.Uniform(-0.35, 0.45);
        (double X, double Y, double Z) direction = (Math.Cos(angle) * Math.Sqrt(1 - (height * height)), Math.Sin(angle) * Math.Sqrt(1 - (height * height)), height);
        double surface = 1 / Math.Sqrt(Square(direction.X / Brain.X) + Square(direction.Y / Brain.Y) + Square(direction.Z / Brain.Z));
        double distance = Math.Max(5, surface - anatomy.DepthMillimeters - radius);
        _lesion = new LesionSurface((direction.X * distance, direction.Y * distance, direction.Z * distance), radius, anatomy.Roughness, _random.For(2));
        _edema = radius * (Math.Cbrt(1 + anatomy.EdemaRatio) - 1);
        _scene = Scene.Around((-74, -88, -66), (74, 88, 66), new VoxelSpacing(voxelMillimeters, voxelMillimeters, 2.5));
    }

    /// <summary>Labels on the grid of images whose slices are so thick.</summary>
    /// <param name="sliceMillimeters">Thickness of slices, mm.</param>
    public Volume Labels(double sliceMillimeters) => _scene.Labels(sliceMillimeters, (2, Edema), (1, Hematoma));

    /// <summary>Labels as another reader would draw the hematoma.</summary>
    /// <param name="sliceMillimeters">Thickness of slices, mm.</param>
    /// <param name="scatterMillimeters">Standard deviation of the distance between the two contours, mm.</param>
    /// <param name="biasMillimeters">What this reader draws too far outside, mm.</param>
    public Volume Reread(double sliceMillimeters, double scatterMillimeters, double biasMillimeters) =>
        _scene.Labels(sliceMillimeters, (2, Edema), (1, _scene.Redrawn(Hematoma, scatterMillimeters, biasMillimeters, _random.For(7))));

    /// <summary>The scan.</summary>
    /// <param name="acquisition">The scanner.</param>
    public Volume Image(Acquisition acquisition)
    {
        ArgumentNullException.ThrowIfNull(acquisition);
        float[] image = _scene.Filled(-1000);
        Scene.Paint(image, _scene.Coverage((x, y, z) => Skull(x, y, z) - 9), 35);
        Scene.Paint(image, _scene.Coverage((x, y, z) => Skull(x, y, z) - 5), 800);
        Scene.Paint(image, _scene.Coverage((x, y, z) => Skull(x, y, z) + 1), 6);
        Scene.Paint(image, _scene.Coverage(Skull), 8);
        Scene.Paint(image, _scene.Coverage((x, y, z) => Skull(x, y, z) + 3), 37);

        // Gyri: white matter reaches into the gray rim in folds.
        Scene.Paint(image, _scene.Coverage((x, y, z) => Skull(x, y, z) + 9 + (2.5 * Math.Cos(12 * Math.Atan2(y, x)) * Math.Cos(z / 5))), 29);
        Scene.Paint(image, _scene.Coverage((x, y, z) => Math.Min(
            Shapes.Ellipsoid(x - 9, y + 4, z - 4, (5, 24, 9)), Shapes.Ellipsoid(x + 9, y + 4, z - 4, (5, 24, 9)))), 6);
        Scene.Paint(image, _scene.Coverage(Edema), 20);
        float[] lesion = _scene.Coverage(Hematoma);
        Scene.Paint(image, lesion, _anatomy.DensityHounsfield, _scene.Field(2.5, _random.For(4)), _anatomy.TextureHounsfield);

        // The superior sagittal sinus runs under the vault in the middle.
        Scene.Paint(image, _scene.Coverage((x, y, z) => Math.Max(Math.Abs(x) - 5, Math.Max(Math.Abs(Skull(x, y, z) + 2.5) - 3.5, 18 - z))), _anatomy.SinusHounsfield);
        Cup(image);
        return Scanner.Scan(_scene, image, acquisition, (0, 0, 0), _random.For(100));
    }

    private static double Skull(double x, double y, double z) => Shapes.Ellipsoid(x, y, z, Brain);

    private double Hematoma(double x, double y, double z) => Math.Max(_lesion.Distance(x, y, z), Skull(x, y, z));

    private double Edema(double x, double y, double z) => Math.Max(_lesion.Distance(x, y, z) - _edema, Skull(x, y, z) + 3);

    private void Cup(float[] image)
    {
        int i = 0;
        for (int z = 0; z < _scene.Size.Z; z++)
        {
            for (int y = 0; y < _scene.Size.Y; y++)
            {
                for (int x = 0; x < _scene.Size.X; x++, i++)
                {
                    double px = (_scene.Low.X + (x * _scene.Spacing.X)) / Brain.X;
                    double py = (_scene.Low.Y + (y * _scene.Spacing.Y)) / Brain.Y;
                    double radial = Math.Min(1, (px * px) + (py * py));
                    image[i] += image[i] > -200 ? (float)((6 * radial) - 3) : 0;
                }
            }
        }
    }

    private static double Square(double value) => value * value;
}
