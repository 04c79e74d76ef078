using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LlmEnergy.Factors;
using LlmEnergy.Verification;
using EventLog = LlmEnergy.Periods.EventLog;

namespace LlmEnergy.EndToEnd;

/// <summary>
/// A closed period with a signature of its own and a time stamp, both made or read by openssl: what another program than this one says of
/// them.
/// </summary>
public class SignatureTests
{
    private const string Log =
        "request_id,call_type,prompt_tokens,completion_tokens,startTime,spend,model,custom_llm_provider,cache_hit\na,acompletion,0,2500000,2025-07-01 10:00:00,5,gpt-4.1-mini,openai,False\n";

    /// <summary>An authority, another one, one that stamps times, and keys to sign with.</summary>
    private const string Authorities = """
        set -e
        for ca in ca other; do
          openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout $ca.key -out $ca.pem -subj "/CN=$ca" -days 3650
        done
        openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout tsa.key -out tsa.csr -subj "/CN=Time"
        printf 'extendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n' > tsa.ext
        openssl x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out tsa.pem -days 3650 -extfile tsa.ext
        echo 01 > serial
        printf '[t]\nserial=./serial\nsigner_digest=sha256\ndefault_policy=1.2.3.4.1\ndigests=sha256,sha512,sha1\ness_cert_id_alg=sha256\n' > tsa.cnf
        for name in one two; do
          openssl ecparam -name prime256v1 -genkey -noout -out $name.key
          openssl ec -in $name.key -pubout -out $name.pub
        done
        openssl ecparam -name secp384r1 -genkey -noout -out p384.key
        openssl genrsa -out rsa.key 2048
        """;

    private string _keys = "";
    private string _workspace = "";

    private string Folder => Path.Combine(_workspace, "periods", "2025-Q3");

    private string Events => Path.Combine(Folder, EventLog.FileName);

    [OneTimeSetUp]
    public void CloseWithASignature()
    {
        Tool.Require("openssl");
        _keys = Directory.CreateTempSubdirectory("llmenergy-test-").FullName;
        _workspace = Directory.CreateTempSubdirectory("llmenergy-test-").FullName;
        Shell(Authorities);
        Directory.CreateDirectory(Path.Combine(_workspace, "exports"));
        File.WriteAllText(Path.Combine(_workspace, "exports", "log.csv"), Log);
        File.WriteAllText(
            Path.Combine(_workspace, "llmenergy.json"),
            $$"""{ "schema": 1, "undertaking": "Acme A/S", "sources": [ { "id": "all", "path": "exports", "region": "GB", {{Cli.AttestedZero(2025)}} } ] }"""
        );
        Assert.That(Cli.Run("report", _workspace, "--period", "2025-Q3", "--final").ExitCode, Is.Zero);
        foreach (var (step, name) in new[] { ("prepared", "A. Berg"), ("reviewed", "B. Holm"), ("approved", "C. Dahl") })
            Assert.That(Sign(step, name).ExitCode, Is.Zero);

        // what is refused, while the period is open
        var before = File.ReadAllText(Events);
        Assert.That(
            Sign("closed", "A. Berg", "--sign", Inside("one.key")).Error,
            Does.StartWith("--sign: error: found a key inside the workspace").And.Contain("(LE2001")
        );
        foreach (var key in new[] { "one.pub", "p384.key", "rsa.key", "ca.pem" })
            Assert.That(
                Sign("closed", "A. Berg", "--sign", Key(key)).Error,
                Does.StartWith("--sign: error: found no private key, expected one of ECDSA on P-256 in PEM").And.Contain("(LE2001"),
                key
            );
        Assert.That(
            Sign("approved", "A. Berg", "--sign", Key("one.key")).Error,
            Does.StartWith("--sign: error: found it with an earlier step").And.Contain("(LE2001")
        );
        Assert.That((File.ReadAllText(Events), File.Exists(Events + ".sig")), Is.EqualTo((before, false)));

        var closed = Sign("closed", "A. Berg", "--sign", Key("one.key"));
        Assert.That((closed.ExitCode, closed.Output), Is.EqualTo((0, closed.Output)), closed.Error);
        Assert.That(closed.Output, Does.Contain("signed events.jsonl.sig"));
    }

    [OneTimeTearDown]
    public void Delete()
    {
        foreach (var folder in new[] { _keys, _workspace }.Where(folder => folder.Length > 0))
            Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void The_signature_is_one_for_openssl_and_for_verify()
    {
        Shell("openssl dgst -sha256 -verify one.pub -signature \"$1.sig\" \"$1\"", Events);
        var result = Verify("--key", Key("one.pub"));
        Assert.That((result.ExitCode, result.Output), Is.EqualTo((0, result.Output)), result.Error);
        Assert.That(result.Output, Does.Contain("\nsignature: of events.jsonl, by the given key\nverified: level 1, 2, 3\n"));
    }

    [Test]
    public void A_signature_that_nobody_checks_is_said_to_be_there() =>
        Assert.That(
            Verify("--level", "1").Output,
            Does.Contain("\nsignature: not checked, since no key was given (--key)\nverified: level 1\n")
        );

    [Test]
    public void Another_key_is_a_difference()
    {
        var result = Verify("--level", "1", "--key", Key("two.pub"));
        Assert.That(result.ExitCode, Is.EqualTo(4));
        Assert.That(result.Output, Does.Contain("events.jsonl.sig: is not a signature of events.jsonl by the given key"));
    }

    [Test]
    public void The_private_key_is_not_taken_for_the_public_one() =>
        Assert.That(Verify("--key", Key("one.key")).Error, Does.StartWith("--key: error: found no public key").And.Contain("(LE2001"));

    [Test]
    public void A_new_chain_has_not_the_signature_of_the_old_one() =>
        Forged(() =>
        {
            var forged = EventLog
                .Read(Folder)
                .Events.Aggregate(EventLog.Empty, (log, made) => log.With(made.By == "B. Holm" ? made with { By = "D. Friis" } : made));
            File.WriteAllBytes(Events, forged.ToBytes());
            Assert.That(Verify("--level", "1").ExitCode, Is.Zero);
            Assert.That(
                Verify("--level", "1", "--key", Key("one.pub")).Output,
                Does.Contain("events.jsonl.sig: is not a signature of events.jsonl by the given key")
            );
        });

    [Test]
    public void A_signature_that_is_gone_is_a_difference() =>
        Forged(() =>
        {
            File.Delete(Events + ".sig");
            Assert.That(
                Verify("--level", "1", "--key", Key("one.pub")).Output,
                Does.Contain("events.jsonl.sig: is missing, and a key was given to check it with")
            );
        });

    [TestCase("sha256", "")]
    [TestCase("sha512", "")]
    [TestCase("sha256", "-token_out")]
    public void A_time_stamp_of_openssl_is_verified(string hash, string form)
    {
        var before = TimeProvider.System.GetUtcNow().AddSeconds(-2);
        var proof = Stamped(Stamp(hash, form), "ca.pem").Proofs[^1];
        Assert.That(proof, Does.StartWith("time stamp: events.jsonl stood as it is at ").And.EndWith(" by CN=Time"));
        var time = DateTimeOffset.Parse(
            proof["time stamp: events.jsonl stood as it is at ".Length..proof.IndexOf(" UTC", StringComparison.Ordinal)] + "Z",
            System.Globalization.CultureInfo.InvariantCulture
        );
        Assert.That(time, Is.InRange(before, TimeProvider.System.GetUtcNow().AddSeconds(2)));
    }

    [Test]
    public void The_command_takes_a_time_stamp_with_its_authority_alone()
    {
        var result = Verify("--level", "1", "--timestamp", Stamp("sha256", ""), "--ca", Key("ca.pem"));
        Assert.That(
            (result.ExitCode, result.Output.Contains("\ntime stamp: events.jsonl stood as it is at ", StringComparison.Ordinal)),
            Is.EqualTo((0, true)),
            result.Error
        );
        Assert.That(
            Verify("--timestamp", Stamp("sha256", "")).Error,
            Does.StartWith("--timestamp: error: found one of --timestamp and --ca, expected both").And.Contain("(LE2001")
        );
        Assert.That(
            Verify("--timestamp", Stamp("sha256", ""), "--ca", Key("one.pub")).Error,
            Does.StartWith("--ca: error: found no certificate").And.Contain("(LE2001")
        );
    }

    [Test]
    public void A_time_stamp_of_another_authority_is_a_difference() =>
        Assert.That(
            Difference(Stamp("sha256", ""), "other.pem"),
            Does.StartWith("the time stamp is by CN=Time, which the given authority does not vouch for: PartialChain")
        );

    [Test]
    public void A_time_stamp_of_a_weak_hash_is_a_difference() =>
        Assert.That(
            Difference(Stamp("sha1", ""), "ca.pem"),
            Is.EqualTo("the time stamp is of a hash that is not SHA-256, SHA-384 or SHA-512")
        );

    [Test]
    public void A_time_stamp_of_another_file_is_a_difference() =>
        Assert.That(
            Difference(Stamp("sha256", "", Path.Combine(Folder, "manifest.json")), "ca.pem"),
            Is.EqualTo("the time stamp is of other bytes than those of the file")
        );

    /// <summary>Of the status and the version before it no signature is made.</summary>
    [Test]
    public void A_changed_byte_of_imprint_time_or_signature_is_a_difference()
    {
        var stamp = Stamp("sha256", "");
        var bytes = File.ReadAllBytes(stamp);
        var imprint = bytes.AsSpan().IndexOf(SHA256.HashData(File.ReadAllBytes(Events)));
        var time = imprint + bytes.AsSpan(imprint).IndexOf("Z"u8) - 14;
        foreach (
            var at in new[] { (imprint, 32), (time, 14), (bytes.Length - 60, 60) }.SelectMany(part =>
                Enumerable.Range(part.Item1, part.Item2)
            )
        )
        {
            var changed = bytes.ToArray();
            changed[at] ^= 1;
            File.WriteAllBytes(stamp, changed);
            Assert.That(Difference(stamp, "ca.pem"), Does.StartWith("the time stamp "), $"byte {at}");
        }
    }

    [Test]
    public void A_time_before_the_last_event_is_a_difference() =>
        Forged(() =>
        {
            var forged = EventLog
                .Read(Folder)
                .Events.Aggregate(EventLog.Empty, (log, made) => log.With(made with { Time = made.Time.AddYears(9) }));
            File.WriteAllBytes(Events, forged.ToBytes());
            Assert.That(
                Difference(Stamp("sha256", ""), "ca.pem"),
                Does.Match("^the time stamp is of 20.* UTC, before the last event, 20.* UTC$")
            );
        });

    private string Stamp(string hash, string form, string? file = null)
    {
        Shell(
            $"openssl ts -query -data \"$1\" -{hash} -cert -out q.tsq && openssl ts -reply -config tsa.cnf -section t -queryfile q.tsq "
                + $"-signer tsa.pem -inkey tsa.key {form} -out r.tsr",
            file ?? Events
        );
        return Key("r.tsr");
    }

    private string Difference(string stamp, string authority) => Stamped(stamp, authority).Findings.Single().Message;

    private VerificationResult Stamped(string stamp, string authority)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(Key(authority));
        return new Verifier(new(new(() => FactorPack.BuiltIn))).Verify(
            new(Folder),
            new() { Level = VerificationLevel.Hashes, TimeStamp = new(File.ReadAllBytes(stamp), authorities) },
            null,
            CancellationToken.None
        );
    }

    /// <summary>Puts events and signature back afterwards.</summary>
    private void Forged(Action test)
    {
        var (events, signature) = (File.ReadAllBytes(Events), File.ReadAllBytes(Events + ".sig"));
        try
        {
            test();
        }
        finally
        {
            File.WriteAllBytes(Events, events);
            File.WriteAllBytes(Events + ".sig", signature);
        }
    }

    private string Key(string name) => Path.Combine(_keys, name);

    private string Inside(string key)
    {
        File.Copy(Key(key), Path.Combine(_workspace, key));
        return Path.Combine(_workspace, key);
    }

    private Result Sign(string step, string name, params IEnumerable<string> rest) =>
        Cli.Run(["close", _workspace, "--period", "2025-Q3", "--step", step, "--name", name, .. rest]);

    private Result Verify(params IEnumerable<string> arguments) => Cli.Run(["verify", Folder, .. arguments]);

    /// <summary>A script in the folder of the keys, <c>$1</c> a file.</summary>
    private void Shell(string script, string file = "")
    {
        var ran = Tool.Run("sh", "-c", $"cd '{_keys}' && {script}", "sh", file);
        Assert.That(ran.ExitCode, Is.Zero, ran.Output + ran.Error);
    }
}
