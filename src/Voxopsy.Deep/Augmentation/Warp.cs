namespace Voxopsy.Deep.Augmentation;

/// <summary>Where each voxel of the changed image comes from: all spatial transforms together, so that the image is interpolated once.</summary>
/// <remarks>Maps offsets from the middle of the new image to offsets in the old one. Places beyond the border take the border's value.</remarks>
internal sealed class Warp
{
    private readonly ImageBlock _block;
    private double[] _matrix = [1, 0, 0, 0, 1, 0, 0, 0, 1];
    private bool _flipsOnly = true;
    private ControlGrid? _elastic;

    internal Warp(ImageBlock block) => _block = block;

    internal void Mirror(double x, double y, double z) => Then([x, 0, 0, 0, y, 0, 0, 0, _block.IsFlat ? 1 : z]);

    internal void Magnify(double factor)
    {
        double inverse = 1 / factor;
        Then([inverse, 0, 0, 0, inverse, 0, 0, 0, _block.IsFlat ? 1 : inverse]);
        _flipsOnly = false;
    }

    internal void Turn(double turn, double tilt, double nod)
    {
        (double sin, double cos) = Math.SinCos(turn);
        Then([cos, -sin, 0, sin, cos, 0, 0, 0, 1]);
        if (!_block.IsFlat)
        {
            (sin, cos) = Math.SinCos(tilt);
            Then([cos, 0, -sin, 0, 1, 0, sin, 0, cos]);
            (sin, cos) = Math.SinCos(nod);
            Then([1, 0, 0, 0, cos, -sin, 0, sin, cos]);
        }

        _flipsOnly = false;
    }

    internal void Bend(int spacing, double deviation, Draws stream)
    {
        _elastic = ControlGrid.Draw(_block, spacing, deviation, stream);
        _flipsOnly = false;
    }

    /// <summary>Moves the voxels of all channels.</summary>
    internal void Apply()
    {
        bool still = _flipsOnly && _matrix[0] > 0 && _matrix[4] > 0 && _matrix[8] > 0;
        if (still)
        {
            return;
        }

        float[] old = (float[])_block.Voxels.Clone();
        if (_flipsOnly)
        {
            Reorder(old);
        }
        else
        {
            Resample(old);
        }
    }

    private void Then(double[] next)
    {
        double[] product = new double[9];
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                product[(3 * i) + j] = (_matrix[3 * i] * next[j]) + (_matrix[(3 * i) + 1] * next[3 + j]) + (_matrix[(3 * i) + 2] * next[6 + j]);
            }
        }

        _matrix = product;
    }

    private void Reorder(float[] old)
    {
        (int width, int height, int depth) = (_block.Width, _block.Height, _block.Depth);
        for (int channel = 0; channel < _block.Channels; channel++)
        {
            for (int z = 0; z < depth; z++)
            {
                for (int y = 0; y < height; y++)
                {
                    int from = (((((channel * depth) + (_matrix[8] < 0 ? depth - 1 - z : z)) * height) + (_matrix[4] < 0 ? height - 1 - y : y)) * width);
                    Span<float> row = _block.Voxels.AsSpan(((((channel * depth) + z) * height) + y) * width, width);
                    old.AsSpan(from, width).CopyTo(row);
                    if (_matrix[0] < 0)
                    {
                        row.Reverse();
                    }
                }
            }
        }
    }

    private void Resample(float[] old)
    {
        (int width, int height, int depth) = (_block.Width, _block.Height, _block.Depth);
        double[] m = _matrix;
        float[] xs = new float[width];
        float[] ys = new float[width];
        float[] zs = new float[width];
        for (int z = 0; z < depth; z++)
        {
            for (int y = 0; y < height; y++)
            {
                double dy = y - ((height - 1) / 2.0);
                double dz = z - ((depth - 1) / 2.0);
                double dx = -(width - 1) / 2.0;
                double x0 = (m[0] * dx) + (m[1] * dy) + (m[2] * dz) + ((width - 1) / 2.0);
                double y0 = (m[3] * dx) + (m[4] * dy) + (m[5] * dz) + ((height - 1) / 2.0);
                double z0 = (m[6] * dx) + (m[7] * dy) + (m[8] * dz) + ((depth - 1) / 2.0);
                for (int x = 0; x < width; x++)
                {
                    xs[x] = (float)(x0 + (m[0] * x));
                    ys[x] = (float)(y0 + (m[3] * x));
                    zs[x] = (float)(z0 + (m[6] * x));
                }

                _elastic?.AddRow(y, z, xs, ys, zs);
                for (int channel = 0; channel < _block.Channels; channel++)
                {
                    ReadOnlySpan<float> source = old.AsSpan(channel * _block.ChannelVoxels, _block.ChannelVoxels);
                    Span<float> target = _block.Channel(channel).Slice(((z * height) + y) * width, width);
                    if (channel >= _block.ImageChannels)
                    {
                        NearestRow(source, target, xs, ys, zs);
                    }
                    else if (_block.IsFlat)
                    {
                        BilinearRow(source, target, xs, ys);
                    }
                    else
                    {
                        TrilinearRow(source, target, xs, ys, zs);
                    }
                }
            }
        }
    }

    private void NearestRow(ReadOnlySpan<float> source, Span<float> target, float[] xs, float[] ys, float[] zs)
    {
        (int width, int height, int depth) = (_block.Width, _block.Height, _block.Depth);
        for (int i = 0; i < target.Length; i++)
        {
            int x = Math.Clamp((int)MathF.Floor(xs[i] + 0.5f), 0, width - 1);
            int y = Math.Clamp((int)MathF.Floor(ys[i] + 0.5f), 0, height - 1);
            int z = Math.Clamp((int)MathF.Floor(zs[i] + 0.5f), 0, depth - 1);
            target[i] = source[(((z * height) + y) * width) + x];
        }
    }

    private void BilinearRow(ReadOnlySpan<float> source, Span<float> target, float[] xs, float[] ys)
    {
        (int width, int height) = (_block.Width, _block.Height);
        for (int i = 0; i < target.Length; i++)
        {
            float x = Math.Clamp(xs[i], 0, width - 1);
            float y = Math.Clamp(ys[i], 0, height - 1);
            int left = Math.Min((int)x, Math.Max(0, width - 2));
            int top = Math.Min((int)y, Math.Max(0, height - 2));
            (float u, float v) = (x - left, y - top);
            int right = width > 1 ? 1 : 0;
            int below = height > 1 ? width : 0;
            int at = (top * width) + left;
            float upper = source[at] + ((source[at + right] - source[at]) * u);
            float lower = source[at + below] + ((source[at + below + right] - source[at + below]) * u);
            target[i] = upper + ((lower - upper) * v);
        }
    }

    private void TrilinearRow(ReadOnlySpan<float> source, Span<float> target, float[] xs, float[] ys, float[] zs)
    {
        (int width, int height, int depth) = (_block.Width, _block.Height, _block.Depth);
        int right = width > 1 ? 1 : 0;
        int below = height > 1 ? width : 0;
        int deeper = depth > 1 ? width * height : 0;
        (int lastX, int lastY, int lastZ) = (Math.Max(0, width - 2), Math.Max(0, height - 2), Math.Max(0, depth - 2));
        for (int i = 0; i < target.Length; i++)
        {
            float x = MathF.Min(MathF.Max(xs[i], 0), width - 1);
            float y = MathF.Min(MathF.Max(ys[i], 0), height - 1);
            float z = MathF.Min(MathF.Max(zs[i], 0), depth - 1);
            int left = Math.Min((int)x, lastX);
            int top = Math.Min((int)y, lastY);
            int front = Math.Min((int)z, lastZ);
            (float u, float v, float w) = (x - left, y - top, z - front);
            ReadOnlySpan<float> near = source.Slice((((front * height) + top) * width) + left, deeper + below + right + 1);
            float a = near[0] + ((near[right] - near[0]) * u);
            float b = near[below] + ((near[below + right] - near[below]) * u);
            float c = near[deeper] + ((near[deeper + right] - near[deeper]) * u);
            float d = near[deeper + below] + ((near[deeper + below + right] - near[deeper + below]) * u);
            float upper = a + ((b - a) * v);
            float lower = c + ((d - c) * v);
            target[i] = upper + ((lower - upper) * w);
        }
    }
}
