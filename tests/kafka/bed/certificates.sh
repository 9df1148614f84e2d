#!/bin/sh
# Makes the certificates of a test broker with openssl, valid for two days, in the folder given:
#
#   ca.pem                          who signed the broker's certificate and its clients'
#   server.pem                      the broker's key and certificate, for 127.0.0.1 and localhost
#   client.pem, client-key.pem      a client's
#   stranger-ca.pem                 another authority, which signed none of them
set -eu
cd "$1"

authority() { # NAME SUBJECT
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 \
        -subj "/CN=$2" -keyout "$1-key.pem" -out "$1.pem" 2>/dev/null
}

signed() { # NAME SUBJECT EXTENSIONS
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes \
        -subj "/CN=$2" -keyout "$1-key.pem" -out "$1.csr" 2>/dev/null
    printf '%s\n' "$3" >"$1.ext"
    openssl x509 -req -in "$1.csr" -CA ca.pem -CAkey ca-key.pem -CAcreateserial -days 2 \
        -extfile "$1.ext" -out "$1.pem" 2>/dev/null
}

authority ca "Driftwood test authority"
authority stranger-ca "A stranger"
signed server localhost "subjectAltName=IP:127.0.0.1,DNS:localhost"
signed client driftwood-client "extendedKeyUsage=clientAuth"
# Kafka wants the PKCS#8 key and the certificate in one file.
cat server-key.pem server.pem >server-both.pem
mv server-both.pem server.pem
