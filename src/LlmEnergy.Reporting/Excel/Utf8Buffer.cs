using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace LlmEnergy.Reporting.Excel;

/// <summary>Collects UTF-8 for a stream in large pieces.</summary>
internal sealed class Utf8Buffer(Stream output)
{
    private readonly byte[] _bytes = new byte[1 << 17];
    private int _used;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // called millions of times in a process of seconds
    public void Put(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > _bytes.Length - _used)
            Flush();
        if (utf8.Length > _bytes.Length)
        {
            output.Write(utf8);
            return;
        }

        utf8.CopyTo(_bytes.AsSpan(_used));
        _used += utf8.Length;
    }

    public void Put(string text) => Put(Encoding.UTF8.GetBytes(text));

    public void Put(long number)
    {
        if (_bytes.Length - _used < 32)
            Flush();
        Utf8Formatter.TryFormat(number, _bytes.AsSpan(_used), out var written);
        _used += written;
    }

    /// <summary>Whole numbers exactly, others as the shortest text of the nearest double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // called millions of times in a process of seconds
    public void Put(decimal number)
    {
        if (number.Scale == 0 && number is >= long.MinValue and <= long.MaxValue)
        {
            Put((long)number);
            return;
        }

        if (_bytes.Length - _used < 32)
            Flush();
        ((double)number).TryFormat(_bytes.AsSpan(_used), out var written, "R", CultureInfo.InvariantCulture);
        _used += written;
    }

    public void Flush()
    {
        output.Write(_bytes, 0, _used);
        _used = 0;
    }
}
