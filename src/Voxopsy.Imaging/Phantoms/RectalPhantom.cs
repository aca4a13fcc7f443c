using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Phantoms;

/// <summary>A rectum in T2-weighted and diffusion-weighted magnetic resonance. Label: 1 tumour.</summary>
/// <remarks>
/// T2: muscle 100, tumour 170 ± 25, wall 130, fat 300, gas 10. Diffusion: two images S = S₀·exp(−b·ADC) at b = 0 and 1000 s/mm², moved by 2 mm along y as
/// echo-planar imaging does; the map of the coefficient is computed from their noisy signals, in 10⁻⁶ mm²/s, as scanners store it.
/// </remarks>
public sealed class RectalPhantom
{
    private const double LumenMillimeters = 10;
    private const double WallMillimeters = 4;
    private readonly RectalAnatomy _anatomy;
    private readonly PhantomRandom _random;
    private readonly double _angle;
    private readonly LesionSurface _rough;
    private readonly Scene _fine;
    private readonly Scene _coarse;

    /// <summary>Builds the rectum.</summary>
    /// <param name="anatomy">The rectum and its tumour.</param>
    /// <param name="voxelMillimeters">Edge of the voxels of T2 in the plane, mm.</param>
    /// <param name="seed">Seed of every draw.</param>
    public RectalPhantom(RectalAnatomy anatomy, double voxelMillimeters, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(anatomy);
        _anatomy = anatomy;
        _random = new PhantomRandom(seed);
        PhantomRandom place = _random.For(1);
        _angle = place.Uniform(0, 2 * Math.PI);
        _rough = new LesionSurface((0, 0, 0), 20, place.Uniform(0.04, 0.12), _random.For(2));
        double half = Math.Max(40, (anatomy.LengthMillimeters / 2) + 10);
        _fine = Scene.Around((-40, -40, -half), (40, 40, half), new VoxelSpacing(voxelMillimeters, voxelMillimeters, 1.75));
        _coarse = Scene.Around((-40, -40, -half), (40, 40, half), new VoxelSpacing(2, 2, 2.5));
    }

    /// <summary>Labels on the grid of T2.</summary>
    /// <param name="sliceMillimeters">Thickness of slices, mm.</param>
    public Volume Labels(double sliceMillimeters) => _fine.Labels(sliceMillimeters, (1, Tumour));

    /// <summary>Labels on the grid of diffusion.</summary>
    /// <param name="sliceMillimeters">Thickness of slices, mm.</param>
    public Volume DiffusionLabels(double sliceMillimeters) => _coarse.Labels(sliceMillimeters, (1, Tumour));

    /// <summary>Labels on the grid of T2 as another reader would draw them.</summary>
    /// <param name="sliceMillimeters">Thickness of slices, mm.</param>
    /// <param name="scatterMillimeters">Standard deviation of the distance between the two contours, mm.</param>
    /// <param name="biasMillimeters">What this reader draws too far outside, mm.</param>
    public Volume Reread(double sliceMillimeters, double scatterMillimeters, double biasMillimeters) =>
        _fine.Labels(sliceMillimeters, (1, _fine.Redrawn(Tumour, scatterMillimeters, biasMillimeters, _random.For(7))));

    /// <summary>The T2-weighted image.</summary>
    /// <param name="acquisition">The scanner.</param>
    public Volume T2(Acquisition acquisition)
    {
        ArgumentNullException.ThrowIfNull(acquisition);
        float[] image = Painted(_fine, new Levels(300, 100, 130, 10, 170, 45), _anatomy.Texture);
        return Scanner.Scan(_fine, image, acquisition, (0, 0, 0), _random.For(100));
    }

    /// <summary>The diffusion-weighted image at b = 1000 s/mm² and the map of the coefficient.</summary>
    /// <param name="acquisition">The scanner.</param>
    public (Volume Weighted, Volume Coefficient) Diffusion(Acquisition acquisition)
    {
        ArgumentNullException.ThrowIfNull(acquisition);
        float[] plain = Painted(_coarse, new Levels(90, 150, 170, 12, 200, 150), 10);
        float[] coefficient = Painted(_coarse, new Levels(0.4, 1.3, 1.5, 2.0, _anatomy.Diffusion, 1.2), 0.12);
        float[] weighted = [.. plain.Zip(coefficient, (signal, adc) => signal * MathF.Exp(-Math.Max(0.05f, adc)))];
        Volume none = Scanner.Scan(_coarse, plain, acquisition, (0, 2, 0), _random.For(101));
        Volume full = Scanner.Scan(_coarse, weighted, acquisition with { Bias = 0 }, (0, 2, 0), _random.For(102));
        float[] map = new float[full.Grid.Size.VoxelCount];
        for (int i = 0; i < map.Length; i++)
        {
            float ratio = none.Voxels[i] > 1 && full.Voxels[i] > 1 ? full.Voxels[i] / none.Voxels[i] : 1;
            map[i] = Math.Clamp(-1000 * MathF.Log(ratio), 0, 4000);
        }

        return (full, new Volume(full.Grid, map));
    }

    private float[] Painted(Scene scene, Levels levels, double amplitude)
    {
        float[] image = scene.Filled(levels.Muscle);
        Scene.Paint(image, scene.Coverage((x, y, _) => Shapes.Cylinder(x, y, 34)), levels.Fat);
        Scene.Paint(image, scene.Coverage(Vein), levels.Vein);
        Scene.Paint(image, scene.Coverage((x, y, _) => Shapes.Cylinder(x, y, LumenMillimeters + WallMillimeters)), levels.Wall);
        Scene.Paint(image, scene.Coverage((x, y, _) => Shapes.Cylinder(x, y, LumenMillimeters)), levels.Gas);
        Scene.Paint(image, scene.Coverage(Tumour), levels.Tumour, scene.Field(2.5, _random.For(5)), amplitude);
        return image;
    }

    /// <summary>A thickening of the wall on one side, thickest in the middle of its length.</summary>
    private double Tumour(double x, double y, double z)
    {
        double along = 2 * z / _anatomy.LengthMillimeters;
        double around = Math.IEEERemainder(Math.Atan2(y, x) - _angle, 2 * Math.PI) / 1.6;
        double taper = 1 - (along * along) - (around * around);
        double radius = Math.Sqrt((x * x) + (y * y));
        double outer = LumenMillimeters + (_anatomy.ThicknessMillimeters * Math.Sqrt(Math.Max(0, taper))) + (0.08 * _rough.Distance(x, y, z));
        return taper <= 0 ? Math.Max(1, 6 * -taper) : Math.Max(radius - outer, LumenMillimeters - 3 - radius);
    }

    /// <summary>A tube that leaves the tumour outwards and upwards.</summary>
    private double Vein(double x, double y, double z)
    {
        (double sine, double cosine) = Math.SinCos(_angle);
        double outward = (x * cosine) + (y * sine);
        double aside = (y * cosine) - (x * sine);
        double height = z - (0.5 * (outward - 14));
        return Math.Max(Math.Sqrt((aside * aside) + (height * height)) - _anatomy.InvadedVeinMillimeters, Math.Max(12 - outward, outward - 32));
    }

    private sealed record Levels(double Fat, double Muscle, double Wall, double Gas, double Tumour, double Vein);
}
